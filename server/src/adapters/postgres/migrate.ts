import { Migrator } from 'kysely/migration';
import { StartupError } from '../../errors.ts';
import { migrations } from '../../migrations/index.ts';
import type { Database } from './database.ts';

/** Brings the tables up to date. Safe to run twice, and from several processes at once. */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error)
    throw new StartupError(`The database could not be brought up to date: ${messageOf(error)}`, {
      cause: error,
    });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'for an unknown reason';
}
