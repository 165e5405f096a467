import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import {
  attachEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres/embedded-postgres.ts';
import { importStore } from './postgres/import-store.ts';
import { openDatabase, type Database } from './postgres/database.ts';
import { claimMode } from './postgres/deployment-store.ts';
import { migrate } from './postgres/migrate.ts';
import type { Settings } from '../config.ts';
import type { Clock, Log } from '../domain/ports.ts';
import { StartupError } from '../errors.ts';

export interface Storage {
  readonly db: Database;
  readonly close: () => Promise<void>;
}

/** Opens our own PostgreSQL or the one of DATABASE_URL, with all tables up to date. */
export async function openStorage(
  settings: Settings,
  mode: 'live' | 'demo',
  clock: Clock,
  log: Log,
): Promise<Storage> {
  const embedded =
    settings.databaseUrl === undefined
      ? await startEmbeddedPostgres({ folder: settings.dataFolder, randomBytes, log })
      : null;
  const connection = embedded?.connection ?? { connectionString: String(settings.databaseUrl) };
  const db = openDatabase(connection, log);
  const close = async (): Promise<void> => {
    await db.destroy();
    await embedded?.stop();
  };
  try {
    await checkVersion(db);
    await migrate(db);
    const now = clock();
    await claimMode(db, mode, now);
    // In a database of our own, whatever was running died with the process that ran it.
    const patience = embedded ? 0 : ABANDONED_AFTER_MS;
    await importStore(db).interruptAbandoned(new Date(now.getTime() - patience), now);
    return { db, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** For a command that works beside a running server, or alone where none runs. */
export async function openStorageBeside(settings: Settings, log: Log): Promise<Storage> {
  const running = settings.databaseUrl
    ? { connectionString: settings.databaseUrl }
    : await attachEmbeddedPostgres(settings.dataFolder);
  if (!running) return openStorage(settings, 'live', () => new Date(), log);
  const db = openDatabase(running, log);
  return { db, close: () => db.destroy() };
}

const OLDEST_POSTGRES = 150_000;
const ABANDONED_AFTER_MS = 5 * 60 * 1000;

async function checkVersion(db: Database): Promise<void> {
  const found = await sql<{ version: string }>`show server_version_num`
    .execute(db)
    .catch((error: Error) => {
      throw new StartupError(`The database cannot be reached: ${error.message}`, { cause: error });
    });
  const version = Number(Object.values(found.rows[0])[0]);
  if (version < OLDEST_POSTGRES) {
    throw new StartupError(
      `PostgreSQL must be 15 or newer, however: ${Math.floor(version / 10_000)}.`,
    );
  }
}
