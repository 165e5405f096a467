import { parseArgs } from 'node:util';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import {
  defaultReporter,
  startTestRunner,
  type TestSession,
  type TestSuiteResult,
} from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { requireBrowser } from './browser.ts';
import { chromiumFlags } from './chromium-flags.ts';
import { closingLine, NOTHING, sum, type Counts } from './counts.ts';

/**
 * `npm run test:element [-- part of a file name]`: the element's suites, in a real Chromium.
 * @web/test-runner serves the sources as they are, esbuild takes the types out on the way.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const part = positionals[0] ?? '';

const runner = await startTestRunner({
  readCliArgs: false,
  readFileConfig: false,
  autoExitProcess: false,
  config: {
    rootDir: process.cwd(),
    files: `test/widget/**/*${part}*.browser.test.ts`,
    nodeResolve: true,
    plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'widget/tsconfig.json' })],
    browsers: [
      chromeLauncher({
        launchOptions: { executablePath: requireBrowser(), args: [...chromiumFlags] },
      }),
    ],
    reporters: [defaultReporter({ reportTestProgress: false })],
    testFramework: { config: { timeout: '10000' } },
  },
});

if (runner) {
  const stop = () => void runner.stop();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  runner.on('stopped', (passed) => {
    console.log(closingLine(sum([...runner.sessions.all()].map(countsOfSession))));
    process.exitCode = passed ? 0 : 1;
  });
}

/** A file that cannot even be loaded has no tests, but it has failed. */
function countsOfSession({ testResults, passed }: TestSession): Counts {
  const counts = testResults ? countsOfSuite(testResults) : NOTHING;
  return !passed && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function countsOfSuite({ tests, suites }: TestSuiteResult): Counts {
  const own = tests.map(({ passed, skipped }) => ({
    passed: passed && !skipped ? 1 : 0,
    failed: !passed && !skipped ? 1 : 0,
    skipped: skipped ? 1 : 0,
  }));
  return sum([...own, ...suites.map(countsOfSuite)]);
}
