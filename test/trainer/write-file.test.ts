import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFileWhole } from '../../trainer/src/write-file.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-write-file-'));
});

afterAll(() => rm(folder, { recursive: true }));

test('many short lines, and bytes among them, are written in their order', async () => {
  const lines = Array.from({ length: 30_000 }, (_, row) => `line ${row} ä\n`);
  const bytes = Buffer.from([0xff, 0, 0x0a]);
  const file = join(folder, 'a', 'lines.csv');
  await writeFileWhole(file, [...lines, bytes, ...lines]);
  const text = Buffer.from(lines.join(''));
  expect((await readFile(file)).equals(Buffer.concat([text, bytes, text]))).toBe(true);
});

test('a source that fails leaves no file behind', async () => {
  function* failing() {
    yield 'a line\n';
    throw new Error('the row is bad');
  }
  const file = join(folder, 'b', 'lines.csv');
  await expect(writeFileWhole(file, failing())).rejects.toThrow('the row is bad');
  expect(await readdir(join(folder, 'b'))).toEqual([]);
});
