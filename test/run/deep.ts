import { runSlowSuite } from './slow-suite.ts';

/** `npm run test:deep [-- part of a file name]`: the long checks before a release. */
await runSlowSuite('test/deep/**/*.test.ts', 60 * 60_000);
