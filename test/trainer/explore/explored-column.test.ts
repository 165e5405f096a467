import { describe, expect, test } from 'vitest';
import { codeColumn } from '../../../trainer/src/data/coded-column.ts';
import { binColumn } from '../../../trainer/src/explore/bin-column.ts';
import { exploreColumn, type OpenColumn } from '../../../trainer/src/explore/explored-column.ts';
import { histogramOf } from '../../../trainer/src/explore/histogram.ts';
import { parseTable } from '../../../trainer/src/table/table.ts';

/** A table of one column, and a second one so that an empty cell is a row. */
function explore(name: string, cells: readonly (string | number)[]) {
  const text = `${name},x\n${cells.map((cell) => `"${cell}",1`).join('\n')}\n`;
  const table = parseTable(Buffer.from(text), 'one.csv');
  return exploreColumn(codeColumn(table, name, ['NA']));
}

function exploreOpen(name: string, cells: readonly (string | number)[]): OpenColumn {
  const column = explore(name, cells);
  if (column.kind === 'hidden') throw new Error(`${name} is hidden: ${column.reason}`);
  return column;
}

const repeat = (word: string | number, times: number) => Array<string | number>(times).fill(word);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('what may be shown of a column', () => {
  test.each(['CustomerId', 'Surname', 'email', 'Zip'])(
    'is nothing but counts of %s, however often its values come',
    (name) => {
      const column = explore(name, [...repeat('aa', 50), ...repeat('bb', 50), 'NA']);
      expect(column).toMatchObject({ kind: 'hidden', distinct: 2, missing: 1 });
    },
  );

  test('is nothing of words that hardly two customers share', () => {
    const words = upTo(40).map((number) => `street ${number}`);
    expect(explore('Remark', words).kind).toBe('hidden');
  });

  test('is every word that five customers share, and the sum of the rest', () => {
    const column = explore('Plan', [...repeat('a', 9), ...repeat('b', 5), ...repeat('c', 4), 'd']);
    expect(column).toMatchObject({ kind: 'words', words: ['a', 'b', '2 other'], others: 2 });
    if (column.kind !== 'words') return;
    expect([9, 14, 18].map((row) => column.codes[row])).toEqual([1, 2, 2]);
  });
});

describe('a column is read', () => {
  test('as numbers where nearly all cells are, and the words among them are missing', () => {
    const column = explore('Charges', [...upTo(30), 'unknown', 'NA']);
    expect(column).toMatchObject({ kind: 'numeric', time: null, strayWords: 1, missing: 2 });
  });

  test('as numbers with a decimal comma', () => {
    const column = explore(
      'Charges',
      upTo(25).map((number) => `1.00${number % 7},5`),
    );
    expect(column.kind === 'numeric' && column.values[0]).toBe(1001.5);
  });

  test('as dates, and a 13th month tells how they are written', () => {
    const slashed = explore('Start', ['01/02/2020', '13/02/2020', '14/02/2020', '01/02/2020']);
    expect(slashed).toMatchObject({ kind: 'numeric', time: 'DD/MM/YYYY' });
    const iso = explore('Start', ['2020-02-01', '2020-02-13', '2020-02-14', '2020-02-01']);
    expect(iso).toMatchObject({ kind: 'numeric', time: 'YYYY-MM-DD' });
    expect(slashed.kind === 'numeric' && [...slashed.values]).toEqual(
      iso.kind === 'numeric' && [...iso.values],
    );
  });
});

describe('bins', () => {
  test('hold as many customers each, and leave the outermost open', () => {
    const { labels, codes } = binColumn(exploreOpen('Age', [...upTo(100), ...upTo(100)]), 4);
    expect(labels).toEqual(['under 26', '26 to 50', '51 to 75', '76 and more']);
    expect([...codes].filter((bin) => bin === 2)).toHaveLength(50);
  });

  test('are the numbers themselves where they are few, without those of fewer than five', () => {
    const cells = [...repeat(1, 50), ...repeat(2, 40), ...repeat(3, 8), ...repeat(4, 2)];
    expect(binColumn(exploreOpen('Products', cells), 5).labels).toEqual(['1', '2', '3 and more']);
  });

  test('keep the most frequent words, and sum the rest', () => {
    const cells = upTo(8).flatMap((word) => repeat(`w${word}`, 20 - word));
    const { labels, codes } = binColumn(exploreOpen('Plan', cells), 4);
    expect(labels).toEqual(['w1', 'w2', 'w3', '5 other']);
    expect([...codes].filter((code) => code === 3)).toHaveLength(16 + 15 + 14 + 13 + 12);
  });
});

describe('a histogram', () => {
  test('counts every known customer once, by whether he left', () => {
    const column = exploreOpen('Charges', [...upTo(400).map((number) => number / 8), 'NA', 9000]);
    if (column.kind !== 'numeric') throw new Error('numbers are words');
    const left = Uint8Array.from(column.values, (_, row) => Number(row % 4 === 0));
    const histogram = histogramOf(column, left);
    const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
    expect([sum(histogram.stayed), sum(histogram.left)]).toEqual([301, 100]);
    expect(histogram.edges.at(-1)).toBeLessThan(60);
    expect(histogram.outside).toBeGreaterThanOrEqual(1);
  });

  test('has a bar for each whole number where they are few', () => {
    const column = exploreOpen('Products', [...repeat(1, 9), ...repeat(2, 7), ...repeat(4, 6)]);
    if (column.kind !== 'numeric') throw new Error('numbers are words');
    expect(histogramOf(column, null)).toMatchObject({
      edges: [1, 2, 3, 4, 5],
      stayed: [9, 7, 0, 6],
      isWhole: true,
      outside: 0,
    });
  });
});
