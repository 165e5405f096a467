import { afterAll, vi } from 'vitest';

const steps: ((hasFailed: boolean) => Promise<void>)[] = [];

/**
 * Runs a step after the last test of the file, the latest first. Unlike `afterAll` it may be called
 * at any time, also in the middle of a test.
 *
 * @param step is told whether a test of the file failed
 */
export function afterFile(step: (hasFailed: boolean) => Promise<void>): void {
  steps.push(step);
}

// A real database on a busy machine: only what hangs should fail by the clock.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// Registered while the test file is being collected: each file has this module to itself.
afterAll(async ({}, suite) => {
  const failed = hasFailed(suite);
  for (const step of steps.splice(0).reverse()) await step(failed);
});

interface TaskLike {
  readonly result?: { readonly state?: string };
  readonly tasks?: readonly TaskLike[];
}

function hasFailed(task: TaskLike): boolean {
  return task.result?.state === 'fail' || (task.tasks ?? []).some(hasFailed);
}
