import type { Log } from '../domain/ports.ts';

/** In total, whatever hangs: an orchestrator kills what takes longer. */
const LONGEST_STOP_MS = 14_000;

/**
 * Waits for SIGTERM, SIGINT or the end of the process that started this one, then stops in order.
 * A second Ctrl-C ends at once. (A second SIGTERM does not: the demo's parent sends one after the
 * terminal's own signal.)
 */
export async function runUntilStopped(stop: () => Promise<void>, log: Log): Promise<void> {
  const reason = await new Promise<string>((resolve) => {
    process.once('SIGTERM', () => resolve('SIGTERM'));
    process.once('SIGINT', () => resolve('SIGINT'));
    if (process.channel) process.once('disconnect', () => resolve('parent ended'));
  });
  log.info({ reason }, 'stopping');
  process.on('SIGTERM', () => undefined);
  process.once('SIGINT', () => {
    if (reason === 'SIGINT') process.exit(130);
  });
  const timer = setTimeout(() => {
    log.error({}, 'stopping took too long');
    process.exit(1);
  }, LONGEST_STOP_MS);
  await stop();
  clearTimeout(timer);
  log.info({}, 'stopped');
  if (process.channel) process.disconnect();
}
