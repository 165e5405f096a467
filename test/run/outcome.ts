import { NOTHING, readClosingLine, type Counts } from './counts.ts';
import type { Ended } from './process.ts';
import type { Step } from './steps.ts';

export interface Outcome {
  readonly step: Step;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly counts: Counts;
  /** Why it was skipped, or everything that the step printed. */
  readonly output: string;
}

/**
 * Says what the end of a process means. In doubt it has failed: a suite that does not say what it
 * ran, and one that ends badly although every test passed (as when a database does not stop).
 */
export function outcomeOf(step: Step, { exitCode, output }: Ended): Outcome {
  const counts = step.suite ? readClosingLine(output) : exitCode === 0 ? ONE_PASSED : null;
  const ended = exitCode === 0 && counts !== null && counts.failed === 0;
  if (ended) return { step, status: 'passed', counts, output };
  const { passed, failed, skipped } = counts ?? NOTHING;
  return { step, status: 'failed', counts: { passed, failed: failed || 1, skipped }, output };
}

/** @returns the outcome of a step that is not even started, null where nothing it needs is missing */
export function outcomeWithoutRunning(step: Step, before: readonly Outcome[]): Outcome | null {
  const missing = before.find(
    (outcome) => step.needs.includes(outcome.step.script) && outcome.status !== 'passed',
  );
  if (!missing) return null;
  const output = `needs ${missing.step.script}, which has ${missing.status === 'failed' ? 'failed' : 'not run'}`;
  return { step, status: 'skipped', counts: { ...NOTHING, skipped: 1 }, output };
}

const ONE_PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
