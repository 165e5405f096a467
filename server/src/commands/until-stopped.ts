import type { Log } from '../domain/ports.ts';

/**
 * Begins to listen for the end: SIGTERM, SIGINT, or the end of the process that started this one.
 * Called before anything is opened, so that an early Ctrl-C leaves no database running behind.
 *
 * @returns waits for the end, then stops in order
 */
export function untilStopped(log: Log): (stop: () => Promise<void>) => Promise<void> {
  const ending = new Promise<string>((resolve) => {
    process.once('SIGTERM', () => resolve('SIGTERM'));
    process.once('SIGINT', () => resolve('SIGINT'));
    if (process.channel) process.once('disconnect', () => resolve('parent ended'));
  });
  return async (stop) => {
    const reason = await ending;
    log.info({ reason }, 'stopping');
    endAtOnceOnSecondCtrlC(reason);
    const timer = setTimeout(() => {
      log.error({}, 'stopping took too long');
      process.exit(1);
    }, LONGEST_STOP_MS);
    await stop();
    clearTimeout(timer);
    log.info({}, 'stopped');
  };
}

/** In total, whatever hangs: an orchestrator kills what takes longer. */
const LONGEST_STOP_MS = 14_000;

/** A second SIGTERM does not: the demo's parent sends one after the terminal's own signal. */
function endAtOnceOnSecondCtrlC(reason: string): void {
  process.on('SIGTERM', () => undefined);
  process.once('SIGINT', () => {
    if (reason === 'SIGINT') process.exit(130);
  });
}
