import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { dropColumns, readTable, writeTable } from './table.ts';

/** Where the demo's customers lie. `npm run customers -w demo` writes them again. */
export const CUSTOMERS_FILE = fileURLToPath(new URL('../data/customers.csv', import.meta.url));

/**
 * Draws the demo's customers from the trainer's synthetic bank, and takes out what a CRM could not
 * know (who will leave) and what it names itself.
 *
 * @returns the text of data/customers.csv
 */
export async function makeCustomers(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'churn-card-customers-'));
  try {
    const file = join(folder, 'sample.csv');
    const options = ['--rows', String(ROWS), '--seed', String(SEED), '--out', file];
    await run(process.execPath, [TRAINER, 'sample', 'bank', ...options]);
    const sample = readTable(await readFile(file, 'utf8'));
    return writeTable(dropColumns(sample, ['RowNumber', 'Surname', 'Exited']));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const ROWS = 500;
/** Another one than the shipped model was trained with: these customers are new to it. */
const SEED = 2026;

const TRAINER = fileURLToPath(new URL('../../trainer/bin/churn-trainer.js', import.meta.url));
const run = promisify(execFile);

if (import.meta.main) await writeFile(CUSTOMERS_FILE, await makeCustomers());
