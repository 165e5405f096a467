import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { closingLine, type Counts } from './counts.ts';

/**
 * Ends a vitest run with the one line that `npm test` reads, and says why tests were skipped:
 * a test that could not run must not look like one that passed.
 */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    for (const note of skipNotes(tests)) console.log(`SKIPPED ${note}`);
    const counts = countsOf(tests);
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    // After vitest's own summary, which is printed when this event ends.
    process.once('exit', () => {
      console.log(closingLine({ ...counts, failed: counts.failed + broken }));
    });
  }
}

function countsOf(tests: readonly TestCase[]): Counts {
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** Each reason once, with the number of tests that it kept from running. */
function skipNotes(tests: readonly TestCase[]): string[] {
  const notes = new Map<string, number>();
  for (const test of tests) {
    const result = test.result();
    if (result.state !== 'skipped') continue;
    const note = result.note ?? test.fullName;
    notes.set(note, (notes.get(note) ?? 0) + 1);
  }
  return [...notes].map(([note, count]) => (count > 1 ? `${count} tests: ${note}` : note));
}
