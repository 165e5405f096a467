import { startVitest } from 'vitest/node';
import { ClosingLineReporter } from './closing-line-reporter.ts';

/**
 * Runs suites that start servers and browsers: one file at a time, because they share two cores
 * and ports; time limits that only catch what hangs, so that a slow machine does not fail a test.
 *
 * @param include glob of the test files; the command line's words choose among them by file name
 */
export async function runSlowSuite(include: string, limitMs: number): Promise<void> {
  const vitest = await startVitest('test', process.argv.slice(2), {
    config: false,
    watch: false,
    include: [include],
    fileParallelism: false,
    testTimeout: limitMs,
    hookTimeout: limitMs,
    reporters: ['default', new ClosingLineReporter()],
  });
  await vitest.close();
}
