import { requireBrowser } from './browser.ts';
import { runSlowSuite } from './slow-suite.ts';

/** `npm run test:e2e [-- part of a file name]`: server, CRM and card together, in a real Chromium. */
process.env.CHROME_PATH = requireBrowser();
await runSlowSuite('test/e2e/**/*.e2e.test.ts', 3 * 60_000);
