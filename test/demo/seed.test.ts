import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { seed } from '../../demo/src/seed.ts';

const NOW = new Date('2026-05-04T10:00:00Z');
const silent = () => undefined;

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'churn-card-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

function recorder() {
  const imports: { rows: number; dataAsOf: string }[] = [];
  const importCsv = async (csv: string, dataAsOf: Date) => {
    const rows = csv.trim().split('\n').length - 1;
    imports.push({ rows, dataAsOf: dataAsOf.toISOString().slice(0, 10) });
  };
  return { imports, importCsv };
}

test('an empty store gets the customers as they were six weeks ago, then as they are', async () => {
  const client = recorder();
  await seed(client, await emptyFolder(), NOW, silent);
  expect(client.imports).toEqual([
    { rows: 500, dataAsOf: '2026-03-23' },
    { rows: 500, dataAsOf: '2026-05-04' },
  ]);
});

test('a second start imports nothing, so that edits are kept', async () => {
  const folder = await emptyFolder();
  await seed(recorder(), folder, NOW, silent);
  const second = recorder();
  await seed(second, folder, NOW, silent);
  expect(second.imports).toEqual([]);
});

test('a start that was cut off in between is made up for', async () => {
  const folder = await emptyFolder();
  let calls = 0;
  const cutOff = async () => {
    calls++;
    if (calls === 2) throw new Error('cut off');
  };
  await expect(seed({ importCsv: cutOff }, folder, NOW, silent)).rejects.toThrow('cut off');
  const second = recorder();
  await seed(second, folder, NOW, silent);
  expect(second.imports).toHaveLength(2);
});
