import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The inputs that a score was made from, so that a card can say what changed since. */
export const inputsOfScores: Migration = {
  async up(db) {
    await sql`alter table scores add column features jsonb`.execute(db);
  },
};
