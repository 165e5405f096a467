import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallBankCsv } from './small-bank.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-library-'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  const table = smallBankCsv(600).replace('Exited', 'Left');
  await writeFile(join(folder, 'customers.csv'), table);
});
afterAll(() => rm(folder, { recursive: true }));

test('the example in the trainer’s README runs as it stands', { timeout: 120_000 }, async () => {
  const readme = await readFile('trainer/README.md', 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  expect(example).toContain('train({');
  await writeFile(join(folder, 'example.mts'), example);
  const output = execFileSync(process.execPath, ['example.mts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(output).toContain('preparing');
  expect(output).toContain('training');
  expect(output).toContain('measuring');
  const manifest = await readFile(join(folder, 'models/artifacts/mine/1/manifest.json'), 'utf8');
  expect(manifest).toContain('report.html');
});
