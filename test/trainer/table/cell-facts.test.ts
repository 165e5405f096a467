import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsOf } from '../../../trainer/src/table/cell-facts.ts';
import { inferColumn } from '../../../trainer/src/config/infer-column.ts';

test('any cells: the same facts as counted one by one', () => {
  const cell = fc.constantFrom('1', '2', '10', '-3.5', '1e3', 'a', 'bb', '1,5', '2024-01-05', '07');
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
      const numbers = cells.filter((text) => /^[-\d.e]+$/.test(text) && !text.startsWith('2024'));
      const lengths = new Set(cells.map((text) => text.length));
      expect(factsOf(cells)).toEqual({
        count: cells.length,
        levels: new Set(cells),
        hasMoreLevels: false,
        levelShare: new Set(cells).size / cells.length,
        numbers: numbers.length,
        decimalCommas: cells.filter((text) => text === '1,5').length,
        dates: cells.filter((text) => text === '2024-01-05').length,
        word: cells.find((text) => !numbers.includes(text)),
        isDigits: cells.every((text) => ['1', '2', '10', '07'].includes(text)),
        length: lengths.size === 1 ? cells[0].length : null,
        min: Math.min(...numbers.map(Number)),
        max: Math.max(...numbers.map(Number)),
      });
    }),
  );
});

test('no cells have no facts', () => {
  expect(factsOf([])).toMatchObject({ count: 0, levelShare: 0, length: null, word: undefined });
});

test.each([
  ['counts the rows', (row: number) => String(row + 1), 'counts the rows'],
  ['account numbers', (row: number) => String(1e8 + 37 * row), 'is an id: no two customers'],
  ['names', (row: number) => `name ${row}`, 'is an id or free text'],
  ['words', (row: number) => `w${row % 150_000}`, 'is an id or free text'],
  ['words that come again', (row: number) => `w${row % 40_000}`, 'has 40000 different words'],
])('a column of 300,000 cells that %s is told apart', (_name, cell, reason) => {
  function* cells() {
    for (let row = 0; row < 300_000; row++) yield cell(row);
  }
  expect(inferColumn('X', cells()).reason).toContain(reason);
});

test('so many different numbers are no reason to drop a column', () => {
  const amounts = Array.from({ length: 300_000 }, (_, row) => (row / 100).toFixed(2));
  expect(inferColumn('X', amounts)).toMatchObject({ type: 'numeric', policy: 'use' });
});
