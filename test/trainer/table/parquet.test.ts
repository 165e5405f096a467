import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable, type Table } from '../../../trainer/src/table/table.ts';

/** Written by PyArrow (zstd, two row groups), so that another library vouches for the reading. */
const EVERY_TYPE = new URL('fixtures/every-type.parquet', import.meta.url).pathname;

let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-parquet-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function readBytes(bytes: Uint8Array): Promise<Table> {
  const file = join(folder, `table-${count++}`);
  await writeFile(file, bytes);
  return readTable(file);
}

const written = (options: Parameters<typeof parquetWriteBuffer>[0]) =>
  new Uint8Array(parquetWriteBuffer(options));

const column = (table: Table, name: string) =>
  Array.from({ length: table.rowCount }, (_, row) => table.cell(row, name));

describe('every type becomes the text that CSV would hold', () => {
  test.each([
    ['id', ['9007199254740993', '2', '', '4']],
    ['age', ['41', '', '-7', '0']],
    ['tiny', ['255', '0', '', '1']],
    ['huge', ['18446744073709551615', '0', '', '1']],
    ['plan', ['Basic', '', 'Größe, "x"', '']],
    ['kind', ['a', 'b', 'a', '']],
    ['active', ['true', 'false', '', 'true']],
    ['balance', ['0.1', '', '', '1e+21']],
    ['share', ['0.1', '-2.5', '', '16777216']],
    ['price', ['1234.50', '-0.05', '', '0.00']],
    ['exact', ['12345678901234567890.123', '-1.000', '', '0.001']],
    ['born', ['1969-12-31', '2024-02-29', '', '1900-01-01']],
    ['seen', ['2024-01-05T10:00:00', '1969-12-31T23:59:59.999', '', '2024-01-05T10:00:00.5']],
    [
      'micros',
      ['1970-01-01T00:00:00.000001Z', '1969-12-31T23:59:59.999999Z', '', '2024-01-05T10:00:00Z'],
    ],
    [
      'nanos',
      ['1970-01-01T00:00:00.000000001', '1969-12-31T23:59:59.999999999', '', '2024-01-05T10:00:00'],
    ],
    ['at', ['09:05:00', '23:59:59.000001', '', '00:00:00']],
  ])('%s', async (name, expected) => {
    expect(column(await readTable(EVERY_TYPE), name)).toEqual(expected);
  });
});

test('rows are counted from 1, and the hash is that of the file', async () => {
  const table = await readTable(EVERY_TYPE);
  expect([table.rowCount, table.line(0), table.line(3)]).toEqual([4, 1, 4]);
  const bytes = await readFile(EVERY_TYPE);
  expect(table.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('any numbers and texts, in row groups of any size', async () => {
  const row = fc.tuple(
    fc.option(fc.double({ noNaN: true })),
    fc.option(fc.string({ unit: 'grapheme' })),
    fc.maxSafeInteger(),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 1, max: 20 }),
      async (rows, rowGroupSize) => {
        const bytes = written({
          columnData: [
            { name: 'x', data: rows.map(([x]) => x), type: 'DOUBLE' },
            { name: 'text', data: rows.map(([, text]) => text), type: 'STRING' },
            { name: 'n', data: rows.map(([, , n]) => BigInt(n)), type: 'INT64' },
          ],
          rowGroupSize,
        });
        const table = await readBytes(bytes);
        expect(column(table, 'x')).toEqual(rows.map(([x]) => (x === null ? '' : String(x))));
        expect(column(table, 'text')).toEqual(rows.map(([, text]) => text ?? ''));
        expect(column(table, 'n')).toEqual(rows.map(([, , n]) => BigInt(n).toString()));
      },
    ),
    { numRuns: 30 },
  );
});

const one = { name: 'a', data: [1, 2, 3] };

test.each([
  ['GZIP' as const, (bytes: Uint8Array) => gzipSync(bytes)],
  ['ZSTD' as const, (bytes: Uint8Array) => zstdCompressSync(bytes)],
])('a file packed with %s is unpacked', async (codec, pack) => {
  const bytes = written({ columnData: [one], codec, compressors: { [codec]: pack } });
  expect(column(await readBytes(bytes), 'a')).toEqual(['1', '2', '3']);
});

describe('what is refused, by name', () => {
  const whole = () => written({ columnData: [one] });
  const nested = () =>
    written({
      columnData: [{ name: 'tags', data: [{ x: 1 }] }],
      schema: [
        { name: 'root', num_children: 1 },
        { name: 'tags', repetition_type: 'OPTIONAL', num_children: 1 },
        { name: 'x', type: 'INT32', repetition_type: 'OPTIONAL' },
      ],
    });
  const bytesOf = (name: string, data: Uint8Array[]) =>
    written({ columnData: [{ name, data, type: 'BYTE_ARRAY' }] });

  test.each([
    ['a file that was cut off', () => whole().subarray(0, -9), 'is not a whole Parquet file'],
    ['a file of the magic bytes alone', () => Buffer.from('PAR1'), 'is not a whole Parquet file'],
    ['a struct', nested, 'column tags is nested'],
    ['bytes', () => bytesOf('a', [Buffer.from([0xff])]), 'column a cannot be read'],
    ['no rows', () => written({ columnData: [{ name: 'a', data: [], type: 'INT32' }] }), 'no rows'],
    [
      'a name twice',
      () => written({ columnData: [one, { ...one, name: ' a' }] }),
      'column number 2 is named a, and so is column number 1',
    ],
    [
      'a codec that is not read',
      () => written({ columnData: [one], codec: 'LZ4', compressors: { LZ4: (bytes) => bytes } }),
      'column a is packed with LZ4: pack it with snappy',
    ],
    [
      'noise in the middle',
      () => whole().map((byte, index) => (index > 4 && index < 30 ? 0x55 : byte)),
      'column a cannot be read',
    ],
  ])('%s', async (_name, bytes, message) => {
    await expect(readBytes(bytes())).rejects.toThrow(message);
  });
});
