import type { Migration } from 'kysely/migration';
import { firstTables } from './001-first-tables.ts';
import { inputsOfScores } from './002-inputs-of-scores.ts';

/** In the order in which they run. A migration that was released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-first-tables': firstTables,
  '002-inputs-of-scores': inputsOfScores,
};
