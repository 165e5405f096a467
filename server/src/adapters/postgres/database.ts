import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from '../../domain/ports.ts';
import type { ConnectionOptions } from './connection-options.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/** Opens a pool. Nothing is connected before the first query. */
export function openDatabase(connection: ConnectionOptions, log: Log): Database {
  const pool = new pg.Pool({
    ...connection,
    max: 12,
    application_name: 'churn-card',
    connectionTimeoutMillis: 3000,
    statement_timeout: 20_000,
    idle_in_transaction_session_timeout: 20_000,
    keepAlive: true,
    types: { getTypeParser },
  });
  // Without listeners, a connection that breaks would end the process: while it is idle the pool
  // tells, and between two statements of a transaction only the connection itself does.
  const tell = (error: Error): void =>
    log.warn({ reason: error.message }, 'a database connection broke');
  pool.on('error', tell);
  pool.on('connect', (client) => client.on('error', tell));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** By default, 64-bit numbers and decimals come as text, and a date as midnight of this machine. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number,
  1700: Number,
  1082: (text) => text,
};

function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  const own = format === 'binary' ? undefined : PARSERS[oid];
  return own ?? (pg.types.getTypeParser(oid, format) as (text: string) => unknown);
}
