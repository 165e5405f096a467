import type { BandName, Row } from '@churn-card/models';
import type { ColumnType, Generated } from 'kysely';
import type { CustomerStatus } from '../../domain/customer.ts';

/** The tables as TypeScript sees them; `src/migrations` makes them. */
export interface Tables {
  deployment: DeploymentTable;
  customers: CustomersTable;
  scores: ScoresTable;
  imports: ImportsTable;
  import_errors: ImportErrorsTable;
  api_keys: ApiKeysTable;
  signing_keys: SigningKeysTable;
  revoked_tokens: RevokedTokensTable;
  embed_origins: EmbedOriginsTable;
}

interface DeploymentTable {
  /** Always true: there is one row. */
  single: boolean;
  mode: 'live' | 'demo';
  created_at: Date;
}

interface CustomersTable {
  id: string;
  name: string | null;
  status: CustomerStatus;
  features: ColumnType<Row, string, string>;
  data_as_of: Date;
  updated_at: Date;
  /** The current score, or null where there is none. */
  score_id: number | null;
  /** Copies of the current score's, so that the worklist reads one index. */
  probability: number | null;
  band: BandName | null;
  /** When the current score was last confirmed or made. */
  scored_at: Date | null;
  /** The model that last looked at this customer, even if it gave no score. */
  model_hash: string;
}

/** One row each time the probability or the model changed. */
export interface ScoresTable {
  id: Generated<number>;
  customer_id: string;
  probability: number;
  band: BandName;
  model: string;
  model_version: string;
  model_hash: string;
  inputs_hash: string;
  features: ColumnType<Row, string, string> | null;
  /** When this score was first made. */
  scored_at: Date;
  /** The last day for which it held. */
  data_as_of: Date;
}

export interface ImportsTable {
  id: string;
  status: 'queued' | 'running' | 'done' | 'failed' | 'interrupted';
  format: 'csv' | 'ndjson';
  created_at: Date;
  /** Written every few seconds while it runs: an import whose heart stopped was interrupted. */
  heartbeat_at: Date;
  finished_at: Date | null;
  rows_read: number;
  rows_stored: number;
  rows_refused: number;
  failure: string | null;
}

interface ImportErrorsTable {
  import_id: string;
  line: number;
  /** For erasure: the message may quote a value of this customer. */
  customer_id: string | null;
  message: string;
}

export interface ApiKeysTable {
  id: string;
  name: string;
  env: string;
  secret_sha256: string;
  scopes: string[];
  created_at: Date;
  revoked_at: Date | null;
}

interface SigningKeysTable {
  kid: string;
  issuer: string;
  alg: 'EdDSA' | 'ES256';
  public_jwk: ColumnType<Record<string, unknown>, string, string>;
  created_at: Date;
  revoked_at: Date | null;
}

interface RevokedTokensTable {
  jti: string;
  revoked_at: Date;
}

/** Pages that tokens were minted for: who may ask for data across origins at all. */
interface EmbedOriginsTable {
  origin: string;
  kid: string;
  last_minted_at: Date;
}
