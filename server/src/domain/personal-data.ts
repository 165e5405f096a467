/**
 * Where personal data lives: the list that erasure, retention and export go by. A table that is not
 * here fails the tests.
 */
export interface PersonalData {
  readonly table: string;
  /** What of a customer it holds; null where nothing. */
  readonly holds: string | null;
  /** The column that names the customer; null where there is nothing to erase. */
  readonly customerColumn: string | null;
}

export const PERSONAL_DATA: readonly PersonalData[] = [
  { table: 'customers', holds: 'id, name, features, current score', customerColumn: 'id' },
  {
    table: 'scores',
    holds: 'the history of scores with their inputs',
    customerColumn: 'customer_id',
  },
  { table: 'import_errors', holds: 'values that were refused', customerColumn: 'customer_id' },
  { table: 'imports', holds: null, customerColumn: null },
  { table: 'api_keys', holds: null, customerColumn: null },
  { table: 'signing_keys', holds: null, customerColumn: null },
  { table: 'revoked_tokens', holds: null, customerColumn: null },
  { table: 'embed_origins', holds: null, customerColumn: null },
  { table: 'deployment', holds: null, customerColumn: null },
  { table: 'kysely_migration', holds: null, customerColumn: null },
  { table: 'kysely_migration_lock', holds: null, customerColumn: null },
];
