import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createColumn } from '../../../trainer/src/table/columns.ts';
import { createNumberStore } from '../../../trainer/src/table/number-store.ts';
import { createTextStore } from '../../../trainer/src/table/text-store.ts';
import { createWordStore } from '../../../trainer/src/table/word-store.ts';
import { createVector } from '../../../trainer/src/table/vector.ts';

function filled(texts: readonly string[]) {
  const column = createColumn();
  for (const text of texts) column.push(text);
  column.seal();
  return column;
}

/** Compares without an assertion a row: there are many rows. */
function firstDifference(
  texts: readonly string[],
  column: { length: number; at: (row: number) => string },
) {
  if (column.length !== texts.length) return `${column.length} rows instead of ${texts.length}`;
  const row = texts.findIndex((text, index) => column.at(index) !== text);
  return row < 0 ? null : `${JSON.stringify(column.at(row))} for ${JSON.stringify(texts[row])}`;
}

const ROWS = 150_000;
const rows = (text: (row: number) => string) => Array.from({ length: ROWS }, (_, row) => text(row));

describe('a column gives back the texts it was given', () => {
  test.each([
    ['few words', (row: number) => ['no', 'yes', '', 'maybe'][row % 4]],
    ['a few hundred words', (row: number) => `word ${row % 300}`],
    ['so many numbers that each is stored as one', (row: number) => String(row * 0.1)],
    ['amounts with two decimals', (row: number) => (row / 100).toFixed(2)],
    ['numbers and gaps', (row: number) => (row % 3 ? String(row) : ['', 'NA', '-', '?'][row % 4])],
    ['numbers that are written in their own way', (row: number) => `0${row % 5000}.50${row}`],
    ['ids', (row: number) => `customer-${row}`],
    ['numbers, and ids after many of them', (row: number) => (row < 9e4 ? `${row}` : `c${row}`)],
    ['long texts', (row: number) => `${'ä€😀'.repeat(row % 50)}${row}`],
    ['whole numbers beyond 2^53', (row: number) => `${9_007_199_254_740_993n + BigInt(row)}`],
  ])('%s', (_name, text) => {
    const texts = rows(text);
    expect(firstDifference(texts, filled(texts))).toBeNull();
  });

  test('any texts, in any form that takes them', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double().map(String),
      fc.integer().map(String),
      fc.tuple(fc.double(), fc.nat(20)).map(([value, decimals]) => value.toFixed(decimals)),
      fc.constantFrom('', ' ', '-0', '-0.00', 'NaN', 'Infinity', '1e21', '1E5', '+1', '.5', '1.'),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 300 }), (texts) => {
        for (const create of [createColumn, createWordStore, createNumberStore, createTextStore]) {
          const store = create();
          for (const text of texts) store.push(text);
          store.seal();
          expect(firstDifference(texts, store)).toBeNull();
        }
      }),
    );
  });
});

describe('what a cell costs', () => {
  test('a store of words takes 65,536 of them and changes nothing when it refuses one', () => {
    const store = createWordStore();
    for (let word = 0; word < 65_536; word++) expect(store.push(`w${word}`)).toBe(true);
    expect(store.push('one more')).toBe(false);
    expect(store.length).toBe(65_536);
    expect(store.push('w7')).toBe(true);
    expect(store.at(65_536)).toBe('w7');
  });

  test('a store of numbers takes 16,384 words beside them', () => {
    const store = createNumberStore();
    for (let word = 0; word < 16_384; word++) store.push(`w${word}`);
    expect(store.push('one more')).toBe(false);
    expect(store.push('1.50')).toBe(true);
    expect(store.at(store.length - 1)).toBe('1.50');
  });

  test('a few very long texts are free text, not words', () => {
    const store = createWordStore();
    const long = (letter: string) => letter.repeat(4_000_000);
    expect(store.push(long('a'))).toBe(true);
    expect(store.push(long('b'))).toBe(false);
    expect(firstDifference([long('a'), long('b')], filled([long('a'), long('b')]))).toBeNull();
  });
});

test('a vector keeps numbers across its blocks', () => {
  const vector = createVector(Uint32Array);
  for (let index = 0; index < 200_000; index++) vector.push(3 * index);
  vector.set(65_536, 1);
  expect([0, 63, 64, 65_535, 65_536, 65_537, 199_999].map((index) => vector.at(index))).toEqual([
    0, 189, 192, 196_605, 1, 196_611, 599_997,
  ]);
  expect(vector.length).toBe(200_000);
});
