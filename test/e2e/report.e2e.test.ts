import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../trainer/src/index.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { watchPage } from './page-watch.ts';

const FOLDER = 'models/artifacts/bank/1';
const ADDRESS = pathToFileURL(`${FOLDER}/report.html`).href;
const { scores, confusion } = JSON.parse(readFileSync(`${FOLDER}/report.json`, 'utf8')) as Report;
const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe('the report of the shipped model, opened from disk', () => {
  test('asks for nothing else and complains of nothing', async () => {
    const page = await browser.newPage();
    const complaints = await watchPage(page);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(ADDRESS);
    await page.locator('#provenance').scrollIntoViewIfNeeded();
    expect(requests).toEqual([ADDRESS]);
    expect(complaints).toEqual([]);
  });

  test('gives the table of another threshold, by keyboard, and goes back', async () => {
    const page = await browser.newPage();
    await page.goto(ADDRESS);
    const own = await shown(page);
    expect(own).toMatchObject({ truePositives: String(confusion.atThreshold.truePositives) });
    const slider = page.getByLabel('Call from');
    await slider.focus();
    await slider.press('ArrowRight');
    const bin = Number(await slider.inputValue());
    const expected = {
      truePositives: sum(scores.left.slice(bin)),
      falsePositives: sum(scores.stayed.slice(bin)),
      falseNegatives: sum(scores.left.slice(0, bin)),
      trueNegatives: sum(scores.stayed.slice(0, bin)),
    };
    const texts = Object.entries(expected).map(([name, count]) => [
      name,
      count.toLocaleString('en-US'),
    ]);
    expect(await shown(page)).toMatchObject(Object.fromEntries(texts));
    await page.getByRole('button', { name: 'back to the model’s own' }).click();
    expect(await shown(page)).toEqual(own);
  });

  test('says the same without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(ADDRESS);
    expect(await page.locator('.confusion').textContent()).toContain(
      String(confusion.atThreshold.truePositives),
    );
    expect(await page.getByLabel('Call from').isVisible()).toBe(false);
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
  ] as const)(
    'axe finds nothing wrong, %s at %i pixels, and nothing is cut off',
    async (colorScheme, width) => {
      const viewport = { width, height: 800 };
      const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(ADDRESS);
      const { violations, passes } = await new AxeBuilder({ page }).analyze();
      expect(passes.length).toBeGreaterThan(10);
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    },
  );
});

async function shown(page: Page): Promise<Record<string, string>> {
  const cells = await page.locator('.confusion [data-show]').all();
  const entries = cells.map(async (cell) => [
    (await cell.getAttribute('data-show')) ?? '',
    (await cell.textContent()) ?? '',
  ]);
  return Object.fromEntries((await Promise.all(entries)) as [string, string][]);
}
