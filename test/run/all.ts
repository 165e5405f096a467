import { closingLine, sum } from './counts.ts';
import { outcomeOf, outcomeWithoutRunning, type Outcome } from './outcome.ts';
import { runScript, stopAll } from './process.ts';
import { STEPS, type Step } from './steps.ts';

/**
 * `npm test`: the whole check, step after step, to the end even where one fails. The last line
 * counts tests and checks: `N passed, N failed, N skipped`.
 */
const STEP_LIMIT_MS = 10 * 60_000;

let stopping = false;
for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => {
    stopping = true;
    console.log('stopped');
    void stopAll().then(() => process.exit(exitCode));
  });
}

const outcomes: Outcome[] = [];
for (const step of STEPS) {
  process.stdout.write(`${step.script.padEnd(14)} `);
  const start = performance.now();
  const outcome = await run(step, outcomes);
  if (stopping) break;
  outcomes.push(outcome);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${describe(outcome).padEnd(44)} ${seconds.padStart(6)} s`);
  for (const line of linesToShow(outcome)) console.log(`  ${line}`);
}
if (!stopping) close(outcomes);

async function run(step: Step, before: readonly Outcome[]): Promise<Outcome> {
  return (
    outcomeWithoutRunning(step, before) ??
    outcomeOf(step, await runScript(step.script, STEP_LIMIT_MS))
  );
}

function describe({ step, status, counts, output }: Outcome): string {
  if (status === 'skipped') return `SKIPPED: ${output}`;
  return step.suite ? `${status}: ${closingLine(counts)}` : status;
}

/** Everything of a step that failed; of one that passed, only why some tests could not run. */
function linesToShow({ status, output }: Outcome): string[] {
  if (status === 'skipped') return [];
  const lines = output.trimEnd().split('\n');
  return status === 'failed' ? lines : lines.filter((line) => line.startsWith('SKIPPED '));
}

function close(all: readonly Outcome[]): void {
  const failed = all.filter(({ status }) => status === 'failed');
  if (failed.length > 0) {
    console.log(`\nFailed: ${failed.map(({ step }) => `npm run ${step.script}`).join(', ')}`);
  }
  console.log(`\n${closingLine(sum(all.map(({ counts }) => counts)))}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
