import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './test/run/closing-line-reporter.ts';

/** The fast suites in Node. Those in a browser have runners of their own: test/run/element.ts, e2e.ts. */
export default defineConfig({
  test: {
    include: ['test/{house,models,trainer,server,widget,demo}/**/*.test.ts'],
    exclude: ['test/widget/**/*.browser.test.ts'],
    // One real PostgreSQL for the whole run; it takes a second.
    globalSetup: ['test/server/support/global-setup.ts'],
    reporters: ['default', new ClosingLineReporter()],
  },
});
