import { describe, expect, test } from 'vitest';
import { LONGEST_RECORD, readCsvRecord } from '../../server/src/adapters/tables/csv-record.ts';
import { csvLines } from '../../server/src/adapters/tables/csv-lines.ts';
import { Readable } from 'node:stream';
import { draws, testSeed } from './support/seed.ts';

describe('the first record of a text', () => {
  test.each([
    ['ends at the line', 'a,b\nc', ['a', 'b'], 4],
    ['ends before CRLF', 'a,b\r\nc', ['a', 'b'], 5],
    ['may be the whole text', 'a,b', ['a', 'b'], 3],
    ['may have empty fields', ',,\n', ['', '', ''], 3],
    ['may hold the delimiter in quotes', '"a,b",c\n', ['a,b', 'c'], 8],
    ['may hold a line end in quotes', '"a\r\nb",c\nd', ['a\r\nb', 'c'], 9],
    ['may hold a quote, doubled', '"a""b"\n', ['a"b'], 7],
    ['may be one quote, doubled', '""""\n', ['"'], 5],
    ['may end with a quoted field', 'a,"b"', ['a', 'b'], 5],
    ['may have an empty field after a quoted one', '"a",\r\n', ['a', ''], 6],
    ['takes a quote inside plain text as it is', '4"1,b\n', ['4"1', 'b'], 6],
  ])('%s', (_name, text, fields, length) => {
    expect(readCsvRecord(text, ',', true)).toEqual({ fields, length });
  });

  test.each([
    ['text after a closing quote', '"a"b,c\nd,e\n', 'has text after a closing quote', 7],
    ['a quote that is never closed', '"a,b\nc,d\n', 'has a quote that is never closed', 5],
    ['too much text', `${'x'.repeat(LONGEST_RECORD)}\nb`, 'is too long', LONGEST_RECORD + 1],
  ])('is none with %s, and ends with its line', (_name, text, problem, length) => {
    expect(readCsvRecord(text, ',', true)).toEqual({ problem, length });
  });

  test.each(['a,b', '"a', '"a"', '"a\n', '"a"\r', 'a,"b""'])('needs more than %j', (text) => {
    expect(readCsvRecord(text, ',', false)).toBeNull();
  });
});

test('a table reads the same however it is cut into pieces', async () => {
  const { pick, integer } = draws(testSeed());
  const pieces = ['a', 'ä', '客', ' ', '""', ',', '\n', '\r\n', '"', ';'];
  for (let round = 0; round < 300; round++) {
    // Fields are quoted where they must be, so that the oracle is what was written.
    const rows = Array.from({ length: 1 + integer(5) }, () =>
      Array.from({ length: 3 }, () =>
        Array.from({ length: integer(6) }, () => pick(pieces)).join(''),
      ),
    ).filter((row) => row.some((field) => field.trim() !== ''));
    const quote = (field: string): string => `"${field.replaceAll('"', '""')}"`;
    const text = [['x', 'y', 'z'], ...rows]
      .map((row) => `${row.map(quote).join(',')}\r\n`)
      .join('');
    const bytes = Buffer.from(text);
    const chunks: Buffer[] = [];
    for (let at = 0; at < bytes.length;) {
      const size = 1 + integer(7);
      chunks.push(bytes.subarray(at, at + size));
      at += size;
    }
    const read: unknown[] = [];
    for await (const line of csvLines(Readable.from(chunks, { objectMode: false }))) {
      read.push('record' in line ? [line.record.x, line.record.y, line.record.z] : line);
    }
    expect(read).toEqual(rows);
  }
});
