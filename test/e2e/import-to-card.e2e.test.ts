import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropColumns, writeTable, type Table } from '../../demo/src/table.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { callApi, cardOverHttp, startDemo, type Demo } from './demo.ts';
import { parsePoints, shownNumber } from './shown-card.ts';
import { predictByTrainer, sampleBank } from './trainer.ts';

/** The id of row n: new ones, so that no customer of the demo is meant by accident. */
const idOf = (row: number) => `import-${row}`;

let demo: Demo;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await demo.stop();
});

test('a table imported over HTTP is in the card what churn-trainer predict makes of it', async () => {
  const table = withNewIds(dropColumns(await sampleBank(30, 815), ['Surname', 'Exited']));
  const csv = writeTable(table);
  const byTrainer = (await predictByTrainer(csv)).map(Number);
  expect(await importCsv(csv)).toMatchObject({ stored: 30, refused: 0 });

  const page = await browser.newPage({ locale: 'en-US' });
  for (const row of [0, 7, 29]) {
    await page.goto(`${demo.crm}/customers/${idOf(row)}`);
    const shown = parsePoints(await shownNumber(page));
    expect(Math.abs(shown - 100 * byTrainer[row])).toBeLessThanOrEqual(0.5);
  }
  for (const row of table.rows.keys()) {
    expect((await cardOverHttp(demo, idOf(row))).probability).toBe(byTrainer[row]);
  }
});

interface Import {
  readonly id: string;
  readonly status: string;
  readonly rows: { readonly stored: number; readonly refused: number };
}

async function importCsv(csv: string): Promise<Import['rows']> {
  const sent = { type: 'text/csv', text: csv };
  const { id } = await callApi<Import>(demo, 'POST', '/v1/imports', sent);
  const progress = () => callApi<Import>(demo, 'GET', `/v1/imports/${id}`);
  const status = async () => (await progress()).status;
  await expect.poll(status, { timeout: 60_000 }).not.toMatch(/^(queued|running)$/);
  return (await progress()).rows;
}

function withNewIds({ columns, rows }: Table): Table {
  const id = columns.indexOf('CustomerId');
  return { columns, rows: rows.map((cells, row) => cells.with(id, idOf(row))) };
}
