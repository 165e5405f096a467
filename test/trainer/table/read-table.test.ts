import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseTable, readTable } from '../../../trainer/src/table/table.ts';
import { recordsOf } from '../records.ts';

const CSV = Buffer.from(
  `Id,Name\n${Array.from({ length: 200_000 }, (_, row) => `${row},"Ä ${row % 7}"`).join('\n')}\n`,
);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-read-table-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, bytes: Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return file;
}

describe('a file of several megabytes', () => {
  test.each([
    ['plain', CSV],
    ['gzip', gzipSync(CSV)],
    // What `cat a.gz b.gz` makes.
    [
      'gzip in two parts',
      Buffer.concat([gzipSync(CSV.subarray(0, 999)), gzipSync(CSV.subarray(999))]),
    ],
  ])('%s: the same table as from memory, with the hash of the file', async (name, bytes) => {
    const file = await fileOf(`${name}.csv`, bytes);
    const [streamed, parsed] = [await readTable(file), parseTable(bytes, file)];
    expect(recordsOf(streamed)).toEqual(recordsOf(parsed));
    expect(streamed.cell(199_999, 'Name')).toBe('Ä 2');
    expect(streamed.line(199_999)).toBe(200_001);
    expect(streamed.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(parsed.sha256).toBe(streamed.sha256);
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['is not there', () => Promise.resolve(join(folder, 'none.csv')), 'there is no such file'],
    ['is a folder', () => Promise.resolve(folder), 'it is a folder'],
    ['is empty', () => fileOf('empty.csv', Buffer.alloc(0)), 'is empty'],
    [
      'is a gzip file that was cut off',
      () => fileOf('cut.csv.gz', gzipSync(CSV).subarray(0, 100_000)),
      'cannot be unpacked: unexpected end of file',
    ],
    [
      'is a gzip file with a broken line',
      () => fileOf('broken.csv.gz', gzipSync('a,b\n1,2\n3\n')),
      'broken.csv.gz:3 has 1 cells, the header has 2',
    ],
    [
      'is gzip only by its first bytes',
      () => fileOf('no.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4])),
      'cannot be unpacked',
    ],
  ])('%s', async (_name, file, message) => {
    await expect(readTable(await file())).rejects.toThrow(message);
  });
});
