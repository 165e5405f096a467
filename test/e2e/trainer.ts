import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readTable, type Table } from '../../demo/src/table.ts';
import { REPOSITORY } from './demo.ts';

export const BANK_MODEL = join(REPOSITORY, 'models/artifacts/bank/1');

/** Rows of the synthetic bank, from `churn-trainer sample bank`. */
export function sampleBank(rows: number, seed: number): Promise<Table> {
  return inFolder(async (folder) => {
    const file = join(folder, 'sample.csv');
    await trainer('sample', 'bank', '--rows', String(rows), '--seed', String(seed), '--out', file);
    return readTable(await readFile(file, 'utf8'));
  });
}

/** @returns the column churn_probability of `churn-trainer predict`, as written, in order */
export function predictByTrainer(csv: string): Promise<string[]> {
  return inFolder(async (folder) => {
    const data = join(folder, 'data.csv');
    const out = join(folder, 'scored.csv');
    await writeFile(data, csv);
    await trainer('predict', '--model', BANK_MODEL, '--data', data, '--out', out);
    const { columns, rows } = readTable(await readFile(out, 'utf8'));
    const column = columns.indexOf('churn_probability');
    return rows.map((cells) => cells[column]);
  });
}

async function trainer(...words: string[]): Promise<void> {
  const program = join(REPOSITORY, 'trainer/bin/churn-trainer.js');
  await promisify(execFile)(process.execPath, [program, ...words]);
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'churn-card-e2e-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
