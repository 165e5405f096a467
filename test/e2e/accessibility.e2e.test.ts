import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/launch-chromium.ts';
import { startDemo, type Demo } from './demo.ts';

let demo: Demo;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await demo.stop();
});

const PAGES = [
  '/customers',
  '/customers/90000001',
  '/customers/90000001/accounts',
  '/customers/90000001/activities',
  '/customers/90000001/documents/1',
  '/customers/90000001/edit',
  '/tasks',
];

test.each(['light', 'dark'] as const)(
  'axe finds nothing wrong in the pages, %s',
  async (colors) => {
    // The checker is a script of its own, which the pages would stop.
    const context = await browser.newContext({ colorScheme: colors, bypassCSP: true });
    const page = await context.newPage();
    for (const path of PAGES) {
      await page.goto(demo.crm + path);
      if (/\d/.test(path)) await page.locator('churn-card [part=number]').waitFor();
      const { violations, passes } = await new AxeBuilder({ page }).analyze();
      expect(passes.length).toBeGreaterThan(10);
      expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0].html}`)).toEqual([]);
    }
  },
);
