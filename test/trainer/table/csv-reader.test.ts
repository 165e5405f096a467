import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCsvReader } from '../../../trainer/src/table/csv-reader.ts';

/** Reads `text` in chunks of so many bytes, over and over. */
function readChunked(text: string, sizes: readonly number[]) {
  const bytes = Buffer.from(text);
  const reader = createCsvReader('bank.csv');
  for (let start = 0, turn = 0; start < bytes.length; turn++) {
    const size = sizes[turn % sizes.length];
    reader.write(bytes.subarray(start, start + size));
    start += size;
  }
  const { names, columns, rowCount, line } = reader.end();
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  return {
    cells: [names, ...rows.map((row) => columns.map((column) => column.at(row)))],
    lines: rows.map((row) => line(row)),
  };
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const lineBreak = fc.constantFrom('\n', '\r\n', '\r');
const letters = fc.constantFrom('a', '1', ' ', 'ß', '😀', ',', '"', '\n', '\r', '\r\n', ';');
const cell = fc.array(letters, { maxLength: 5 }).map((all) => all.join(''));
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const table = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 6 }))
  .chain(([width, height]) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  );

describe('a table that comes in chunks', () => {
  test('has the cells that were written, however it is cut', () => {
    fc.assert(
      fc.property(table, lineBreak, fc.boolean(), sizes, (rows, end, hasEnd, chunks) => {
        const header = rows[0].map((_, index) => `c${index}`);
        const lines = [header, ...rows].map((cells) => cells.map(quoted).join(','));
        const text = lines.join(end) + (hasEnd ? end : '');
        expect(readChunked(text, chunks).cells).toEqual([header, ...rows]);
      }),
    );
  });

  test('has every row on the line where an editor shows it', () => {
    const gap = fc.array(lineBreak, { maxLength: 3 }).map((breaks) => breaks.join(''));
    fc.assert(
      fc.property(table, fc.array(gap, { minLength: 7, maxLength: 7 }), sizes, (rows, gaps, by) => {
        // A return before a gap that starts with a line feed would be one break, not two.
        let text = `${rows[0].map((_, index) => `c${index}`).join(',')}\n`;
        const expected = rows.map((cells, row) => {
          text += gaps[row];
          const line = text.split(/\r\n|\r|\n/).length;
          text += `${cells.map(quoted).join(',')}\n`;
          return line;
        });
        expect(readChunked(text, by).lines).toEqual(expected);
      }),
    );
  });

  test.each([
    ['a byte order mark in three chunks', '\ufeffa,b\n1,2\n', [['1', '2']]],
    ['a character in four chunks', 'a,b\n😀,2\n', [['😀', '2']]],
    ['CRLF in two chunks', 'a,b\r\n1,2\r\n', [['1', '2']]],
    ['empty lines before a header with semicolons', '\r\n\na;b\n1;2', [['1', '2']]],
  ])('%s', (_name, text, rows) => {
    expect(readChunked(text, [1]).cells.slice(1)).toEqual(rows);
  });

  test.each([
    ['a,b\n1,2\n3,"4\n5,6\n', 'bank.csv:3 column b: a quotation mark opens here and never closes'],
    ['a,b\n1,2\n3,4"\n5,6\n', 'bank.csv:3 column b: a quotation mark stands inside a cell'],
    ['a,b\n1,2\n\n4\n', 'bank.csv:4 has 1 cells, the header has 2'],
    ['a,b\r1,2\r3,\0\r', 'bank.csv:3 holds a NUL character'],
    ['PK\u0003\u0004', 'save the table as CSV'],
  ])('%j is refused with the same place', (text, message) => {
    for (const size of [1, 2, 3, 100]) expect(() => readChunked(text, [size])).toThrow(message);
  });

  test('a byte that is not UTF-8 is found on its line, in whatever chunk it comes', () => {
    const bytes = Buffer.from('a,b\n1,2\nKöln,3\n', 'latin1');
    for (const size of [1, 4, 100]) {
      const reader = createCsvReader('bank.csv');
      const writeAll = () => {
        for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size));
      };
      expect(writeAll).toThrow('bank.csv:3 is not UTF-8');
    }
  });

  test('a quotation mark that never closes does not fill the memory', () => {
    const reader = createCsvReader('bank.csv');
    reader.write(Buffer.from('a,b\n1,2\n3,"4\n'));
    const chunk = Buffer.alloc(16_000_000, 'x');
    const flood = () => {
      for (let count = 0; count < 5; count++) reader.write(chunk);
    };
    expect(flood).toThrow('bank.csv:3 starts a row of more than 64000000 bytes');
  });
});
