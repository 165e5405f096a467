import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { daysBefore } from './crm/days.ts';
import { EARLIER_DAYS, earlierSnapshot } from './earlier-snapshot.ts';
import { CUSTOMERS_FILE } from './make-customers.ts';
import type { RiskClient } from './risk-client.ts';
import { readTable, writeTable } from './table.ts';

/**
 * Fills an empty store: the customers as they were some weeks ago, then as they are today. A file
 * in the data folder remembers it, so that later starts keep what was edited since, and a start
 * that was cut off here is made up for.
 */
export async function seed(
  client: Pick<RiskClient, 'importCsv'>,
  dataFolder: string,
  now: Date,
  say: (line: string) => void,
): Promise<void> {
  const done = join(dataFolder, 'demo-customers-imported');
  if (await exists(done)) return;
  const today = readTable(await readFile(CUSTOMERS_FILE, 'utf8'));
  say(`Importing ${today.rows.length} invented customers`);
  await client.importCsv(writeTable(earlierSnapshot(today)), daysBefore(now, EARLIER_DAYS));
  await client.importCsv(writeTable(today), now);
  await writeFile(done, `${now.toISOString()}\n`);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
