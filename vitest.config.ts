import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './test/run/closing-line-reporter.ts';

/** The fast suites in Node. Those in a browser have runners of their own: test/run/element.ts, e2e.ts. */
export default defineConfig({
  test: {
    include: ['test/{house,models,trainer,server,widget,demo}/**/*.test.ts'],
    exclude: ['test/widget/**/*.browser.test.ts'],
    reporters: ['default', new ClosingLineReporter()],
  },
});
