import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchChromium } from '../../support/launch-chromium.ts';
import { churnTrainer } from '../cli.ts';
import { SMALL_CONFIG, smallBankCsv } from '../small-bank.ts';

/** A browser under load is slow. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let browser: Browser;
let said: string;

const run = (...args: string[]) => churnTrainer(['explore', ...args], folder);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-explore-'));
  await writeFile(join(folder, 'bank.csv'), smallBankCsv());
  const three = Array.from(
    { length: 30 },
    (_, row) => `${row % 5},${['Stayed', 'Churned', 'Joined'][row % 3]}`,
  );
  await writeFile(join(folder, 'three.csv'), ['Calls,Status', ...three].join('\n'));
  await writeFile(join(folder, 'empty.csv'), 'A,B\n');
  const [made, started] = await Promise.all([
    run('--data', 'bank.csv', '--target', 'Exited', '--time', 'Tenure', '--out', 'bank.html'),
    launchChromium(),
  ]);
  said = made.stderr;
  browser = started;
});

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

async function open(options: object = {}): Promise<Opened> {
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`file://${join(folder, 'bank.html')}`);
  return { page, complaints, requests };
}

const namesOf = (page: Page) => page.locator('.column:visible .name').allInnerTexts();

describe('explore says what is wrong where', () => {
  test.each([
    [
      'the table is not there',
      ['--data', 'no.csv', '--out', 'p.html'],
      'error: no.csv cannot be read: there is no such file',
    ],
    ['the table has no rows', ['--data', 'empty.csv', '--out', 'p.html'], 'empty.csv'],
    [
      'the target is misspelt',
      ['--data', 'bank.csv', '--target', 'Exit', '--out', 'p.html'],
      'error: bank.csv has no column "Exit", only RowNumber',
    ],
    [
      'the time column is misspelt',
      ['--data', 'bank.csv', '--time', 'When', '--out', 'p.html'],
      'error: --time When: bank.csv has no such column, only RowNumber',
    ],
    [
      'the target holds three words',
      ['--data', 'three.csv', '--target', 'Status', '--out', 'p.html'],
      '--leave-out WORD',
    ],
    [
      'nothing says who left',
      ['--data', 'bank.csv', '--positive', '1', '--out', 'p.html'],
      'error: --positive goes with --target',
    ],
    [
      'the page is no page',
      ['--data', 'bank.csv', '--out', 'p.txt'],
      'error: --out p.txt must end in .html',
    ],
    [
      'the page cannot be written',
      ['--data', 'bank.csv', '--out', 'bank.csv/p.html'],
      'error: bank.csv/p.html cannot be written',
    ],
  ])('%s', async (_, args, message) => {
    const { code, stderr } = await run(...args);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(await readdir(folder)).not.toContain('p.html');
  });

  test('what is needed is left out', async () => {
    expect(await run('--data', 'bank.csv')).toMatchObject({ code: 2 });
  });
});

describe('explore', () => {
  test('says where the page is and how large', () => {
    expect(said).toMatch(/^bank\.html: \d+ kB, opens in a browser\n$/);
  });

  test('leaves out the rows of a third word', async () => {
    const args = ['--data', 'three.csv', '--target', 'Status', '--leave-out', 'Joined'];
    expect(await run(...args, '--out', 'three.html')).toMatchObject({ code: 0 });
  });

  test('takes target, word and labels from a configuration', async () => {
    await writeFile(
      join(folder, 'small.yaml'),
      SMALL_CONFIG.replace('type: numeric, unit', 'label: Years of life, type: numeric, unit'),
    );
    const { code } = await run(
      '--data',
      'bank.csv',
      '--config',
      'small.yaml',
      '--out',
      'configured.html',
    );
    expect(code).toBe(0);
    const text = await readFile(join(folder, 'configured.html'), 'utf8');
    expect(text).toContain('and the target Exited');
    expect(text).toContain('<small>Years of life</small>');
  });

  test('makes a page that asks for nothing and complains of nothing', async () => {
    const { page, complaints, requests } = await open();
    await page.locator('#open-all').click();
    expect(await page.locator('.column[open]').count()).toBe(13);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([`file://${join(folder, 'bank.html')}`]);
    await page.close();
  });

  test('makes a page that searches and sorts columns', async () => {
    const { page } = await open();
    expect((await namesOf(page))[0]).not.toBe('RowNumber');
    await page.locator('#sort').selectOption('order');
    expect((await namesOf(page)).slice(0, 2)).toEqual(['RowNumber', 'CustomerId']);
    await page.locator('#sort').selectOption('name');
    expect((await namesOf(page)).slice(0, 2)).toEqual(['Age', 'Balance']);
    await page.locator('#search').fill('credit sc');
    expect(await namesOf(page)).toEqual(['CreditScore']);
    expect(await page.locator('#found').innerText()).toBe('1 of 13 columns');
    await page.close();
  });

  test('makes a page whose columns open by keyboard', async () => {
    const { page } = await open();
    await page.locator('#open-all').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('.column[open]').count()).toBe(1);
    expect(await page.locator('.column[open] table').first().isVisible()).toBe(true);
    await page.close();
  });

  test('makes a page that shows the two columns chosen, in either order', async () => {
    const { page } = await open();
    await page.locator('#joint-a').selectOption('Balance');
    await page.locator('#joint-b').selectOption('Age');
    const shown = page.locator('#joint-list details:visible');
    expect(await shown.count()).toBe(1);
    expect((await shown.locator('summary').innerText()).split(' and ').sort()).toEqual([
      'Age',
      'Balance',
    ]);
    await page.locator('#joint-b').selectOption('Balance');
    expect(await shown.count()).toBe(0);
    expect(await page.locator('#joint-same').innerText()).toBe('Choose two different columns.');
    await page.close();
  });

  test('makes a page that can be read without JavaScript', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    expect(await page.locator('#sort').isVisible()).toBe(false);
    await page.locator('.column summary').first().click();
    expect(await page.locator('.column table').first().isVisible()).toBe(true);
    expect(await page.locator('#joint-list details:visible').count()).toBe(45);
    await page.close();
  });

  test.each(['light', 'dark'] as const)(
    'makes a page in which axe finds nothing, %s',
    async (colorScheme) => {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      await page.goto(`file://${join(folder, 'bank.html')}`);
      await page.locator('#open-all').click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
      await context.close();
    },
  );

  test('makes a page that fits a narrow window', async () => {
    const { page } = await open({ viewport: { width: 360, height: 700 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.close();
  });
});
