import { describe, expect, test } from 'vitest';
import { requireEnoughInParts, requireEnoughRows } from '../../../trainer/src/data/minimum-data.ts';
import { describePoorColumns } from '../../../trainer/src/data/poor-columns.ts';
import { smallConfig } from '../small-bank.ts';
import { customers, useAll } from './customers.ts';

const kinds = (gone: number, stayed: number) =>
  Uint8Array.from({ length: gone + stayed }, (_, row) => Number(row < gone));

describe('the least that a table must have', () => {
  test.each<[string, Uint8Array, string]>([
    [
      'few customers',
      kinds(49, 50),
      'bank.csv has 99 customers, 49 of whom left: at least 100 are needed',
    ],
    [
      'few who left',
      kinds(34, 500),
      'bank.csv has 534 customers, 34 of whom left: at least 100 are needed, 35 of whom left',
    ],
    ['few who stayed', kinds(500, 34), 'and 35 of whom stayed'],
  ])('%s are too few', (_name, left, message) => {
    expect(() => requireEnoughRows(left, 'bank.csv')).toThrow(message);
  });

  test('a little more is enough', () => {
    expect(() => requireEnoughRows(kinds(35, 65), 'bank.csv')).not.toThrow();
  });
});

describe('the least that each part must have', () => {
  // The small bank uses eight columns: 40 of each kind in the training part.
  const check = (trainGone: number, testGone: number) => {
    const part = (gone: number) => [
      ...Array(gone).keys(),
      ...Array.from({ length: 100 }, (_, row) => 500 + row),
    ];
    const split = {
      train: part(trainGone),
      validation: part(5),
      calibration: part(5),
      test: part(testGone),
    };
    return () => requireEnoughInParts(kinds(500, 500), split, smallConfig(), 'bank.csv');
  };

  test('grows with the columns that are used', () => {
    expect(check(40, 5)).not.toThrow();
    expect(check(39, 5)).toThrow(
      'bank.csv: the train part has 39 customers who left and 100 who stayed, and needs 40 of each, 5 for each of the 8 columns used: leave out columns, or bring more customers',
    );
  });

  test('is five of each kind where one measures', () => {
    expect(check(40, 4)).toThrow(
      'the test part has 4 customers who left and 100 who stayed, and needs 5 of each',
    );
  });
});

test('columns of which little can come are named', () => {
  const { table, all } = customers(1200, {
    Country: () => 'France',
    Town: (row) => `town ${row % 1000}`,
    Half: (row) => (row % 2 ? 'x' : ''),
    Plan: (row) => row % 3,
  });
  const said = describePoorColumns(table, useAll(table), all.slice(0, 1100));
  expect(said).toEqual([
    expect.stringContaining(
      'Country has the same value, "France", for every customer of the training part',
    ),
    expect.stringContaining('Town has 1000 different words'),
  ]);
});
