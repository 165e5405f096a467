import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../../server/src/adapters/embedded-postgres/embedded-postgres.ts';
import type { ConnectionParts } from '../../../server/src/adapters/postgres/connection-options.ts';
import { silentLog } from './silent-log.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: ConnectionParts;
  }
}

/**
 * One real PostgreSQL for a whole run; each test file makes a database of its own in it. A file
 * that fails leaves its database, and then the folder stays: its path is printed.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'churn-card-tests-'));
  const postgres = await startEmbeddedPostgres({ folder, randomBytes, log: silentLog });
  project.provide('postgres', postgres.connection);
  return async () => {
    const left = await databasesLeft(postgres.connection);
    await postgres.stop();
    if (left.length === 0) await rm(folder, { recursive: true, force: true });
    else console.error(`Databases of failed tests (${left.join(', ')}) are kept in ${folder}`);
  };
}

async function databasesLeft(connection: ConnectionParts): Promise<string[]> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  const found = await client.query(`select datname from pg_database where datname like 'test_%'`);
  await client.end();
  return found.rows.map((row: { datname: string }) => row.datname);
}
