import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{house,models,trainer,server,widget,demo}/**/*.test.ts'],
    // Browser suites have runners of their own: test/run/element.ts and test/run/e2e.ts.
    exclude: ['test/widget/**/*.browser.test.ts'],
  },
});
