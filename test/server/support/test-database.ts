import pg from 'pg';
import { inject } from 'vitest';
import type { ConnectionParts } from '../../../server/src/adapters/postgres/connection-options.ts';
import { afterFile } from './after-file.ts';

let count = 0;

/** A new, empty database. It is dropped at the end of the file, unless a test of the file failed. */
export async function testDatabase(): Promise<ConnectionParts> {
  const server = inject('postgres');
  const database = `test_${process.pid}_${Date.now().toString(36)}_${count++}`;
  await asAdmin(server, `create database ${database}`);
  afterFile(async (hasFailed) => {
    if (!hasFailed) await asAdmin(server, `drop database ${database} with (force)`);
  });
  return { ...server, database };
}

export function connectionUrl({ user, password, host, port, database }: ConnectionParts): string {
  return `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
}

/** One statement as an administrator of the whole PostgreSQL. */
async function asAdmin(server: ConnectionParts, statement: string): Promise<void> {
  const client = new pg.Client({ ...server, database: 'postgres' });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
