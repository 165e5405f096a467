import pg from 'pg';
import type { ConnectionParts } from '../postgres/connection-options.ts';
import { StartupError } from '../../errors.ts';
import { runningProgram } from './processes.ts';

/**
 * One process holds a data folder. The lock is PostgreSQL's own, on a connection that lives as
 * long as the process: whatever ends the process, even kill -9, ends the lock.
 *
 * @returns the connection that holds it
 * @throws StartupError naming the process that holds it already
 */
export async function holdFolder(connection: ConnectionParts, folder: string): Promise<pg.Client> {
  const client = new pg.Client({
    ...connection,
    database: 'postgres',
    application_name: `${NAME_PREFIX}${process.pid}`,
    connectionTimeoutMillis: 2000,
    keepAlive: true,
  });
  // Who waits for the end of the connection hears it from the 'end' event.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await takeLock(client, folder);
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

const NAME_PREFIX = 'churn-card-holder ';

/** Any constant, the same in every version. */
const LOCK_KEY = 4_242_001;

/** How long the connection of a killed process may take to be noticed. */
const GRACE_MS = 5000;

async function takeLock(client: pg.Client, folder: string): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += 100) {
    const taken = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [
      LOCK_KEY,
    ]);
    if (taken.rows[0].ok) return;
    const pid = await holderPid(client);
    const isHeld = pid !== null && (await runningProgram(pid)) !== null;
    if (isHeld || waitedMs > GRACE_MS) {
      throw new StartupError(
        `${folder} is in use by process ${pid ?? 'unknown'}. Stop it first, or set CHURN_CARD_DATA to another folder.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function holderPid(client: pg.Client): Promise<number | null> {
  const found = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.objid = $1 and l.granted`,
    [LOCK_KEY],
  );
  const [{ name } = { name: '' }] = found.rows;
  return name.startsWith(NAME_PREFIX) ? Number(name.slice(NAME_PREFIX.length)) : null;
}
