import { monitorEventLoopDelay } from 'node:perf_hooks';
import { AppError } from '../errors.ts';

/** Refuses early while the event loop is late: a quick "later" is better than a slow answer. */
export interface LoadShedder {
  /** @throws AppError unavailable */
  check(): void;
  close(): void;
}

export function loadShedder(longestDelayMs: number): LoadShedder {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let delayMs = 0;
  const timer = setInterval(() => {
    delayMs = histogram.percentile(50) / 1e6 - RESOLUTION_MS;
    histogram.reset();
  }, WINDOW_MS);
  timer.unref();
  return {
    check() {
      if (delayMs <= longestDelayMs) return;
      throw new AppError('unavailable', 'Too busy to answer in time.', { retryAfterSeconds: 1 });
    },
    close() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}

const RESOLUTION_MS = 20;
const WINDOW_MS = 500;
