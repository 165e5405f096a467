import { expect, test } from 'vitest';
import { earlierSnapshot } from '../../demo/src/earlier-snapshot.ts';
import { dropColumns, readTable, writeTable } from '../../demo/src/table.ts';

const COLUMNS = 'CustomerId,Geography,Balance,NumOfProducts,IsActiveMember';

function tableOf(row: string, count: number) {
  const lines = Array.from({ length: count }, (_, index) => `${index},${row}`);
  return readTable([COLUMNS, ...lines].join('\n'));
}

function column(name: string, row: string): string[] {
  const before = earlierSnapshot(tableOf(row, 1000));
  return before.rows.map((cells) => cells[before.columns.indexOf(name)]);
}

test('the same customers come out, each time the same', () => {
  const today = tableOf('Spain,1000,1,0', 300);
  const before = earlierSnapshot(today);
  expect(before.rows.map(([id]) => id)).toEqual(today.rows.map(([id]) => id));
  expect(earlierSnapshot(today)).toEqual(before);
});

test('some who are inactive now were active, most were not', () => {
  const active = column('IsActiveMember', 'Spain,1000,1,0').filter((is) => is === '1').length;
  expect(active).toBeGreaterThan(250);
  expect(active).toBeLessThan(450);
});

test('products differ by one, and never leave the range of 1 to 4', () => {
  expect(new Set(column('NumOfProducts', 'Spain,1000,1,0'))).toEqual(new Set(['1', '2']));
  expect(new Set(column('NumOfProducts', 'Spain,1000,4,0'))).toEqual(new Set(['3', '4']));
});

test('balances were larger or the same, to the cent, and empty accounts were empty', () => {
  const balances = column('Balance', 'Spain,1000.5,1,0');
  for (const balance of balances) expect(balance).toMatch(/^\d+(\.\d{1,2})?$/);
  expect(Math.min(...balances.map(Number))).toBe(1000.5);
  expect(Math.max(...balances.map(Number))).toBeLessThan(1600);
  expect(new Set(column('Balance', 'Spain,0,1,0').map(Number))).toEqual(new Set([0]));
});

test('what a person is does not change', () => {
  expect(new Set(column('Geography', 'Spain,1000,1,0'))).toEqual(new Set(['Spain']));
});

test('a table is written as it was read, without the columns that were dropped', () => {
  const table = readTable('a,b,c\n1,2,3\n4,5,6\n');
  expect(writeTable(table)).toBe('a,b,c\n1,2,3\n4,5,6\n');
  expect(writeTable(dropColumns(table, ['b']))).toBe('a,c\n1,3\n4,6\n');
});
