import { expect, test } from 'vitest';
import {
  exploreTable,
  explorePage,
  findThings,
  readTable,
  readTarget,
} from '../../../trainer/src/index.ts';
import { keepRows, leaveOutRows } from '../../../trainer/src/data/leave-out.ts';
import { publicTable } from '../../support/public-table.ts';

const MISSING = ['NA'];

test('telco-maven: finds the negative charges and what is known only afterwards', async (context) => {
  const file = await readTable(publicTable(context, 'telco-maven-reasons.csv'));
  const target = 'Customerstatus';
  const { table } = leaveOutRows(file, target, ['Joined']);
  const left = readTarget(table, target, 'Churned', MISSING);
  const exploration = exploreTable({ table, missing: MISSING, target, left });
  const texts = findThings(exploration).map(({ text }) => text);
  expect(texts.slice(0, 4)).toEqual([
    'Churncategory seems to be known only once a customer has left, by its name',
    'Churnreason seems to be known only once a customer has left, by its name',
    'Where Churncategory and Churnreason are missing (4,720 rows), 0.0 % left, otherwise 100.0 %',
    'Monthlycharge is negative in 114 rows (1.7 %)',
  ]);
  const page = explorePage(exploration, findThings(exploration));
  expect(page.length).toBeLessThan(3_000_000);
  const ids = Array.from({ length: table.rowCount }, (_, row) => table.cell(row, 'Customerid'));
  expect(ids.filter((id) => page.includes(id))).toEqual([]);
});

test('motor-insurance-lapse: dates become quarters, and fewer leave in the last', async (context) => {
  const file = await readTable(publicTable(context, 'motor-insurance-lapse.csv.gz'));
  const every10th = Uint32Array.from(
    { length: Math.floor(file.rowCount / 10) },
    (_, row) => row * 10,
  );
  const table = keepRows(file, every10th);
  const left = readTarget(table, 'Lapse', '> 0', MISSING);
  const time = 'Date_last_renewal';
  const { drift } = exploreTable({ table, missing: MISSING, target: 'Lapse', left, time });
  const shares = drift?.periods.map(({ label, rate }) => [label, rate?.share ?? 0] as const) ?? [];
  expect(shares[0][0]).toBe('2015 Q4');
  expect(shares.at(-1)?.[0]).toBe('2018 Q4');
  expect(shares.at(-1)?.[1]).toBeLessThan(shares[0][1] / 1.5);
});
