import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Customers, their scores, imports, and who may ask. SQL of PostgreSQL 15 and newer. */
export const firstTables: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table deployment (
    single boolean primary key default true check (single),
    mode text not null check (mode in ('live', 'demo')),
    created_at timestamptz not null
  )`,
  `create table customers (
    id text collate "C" primary key check (length(id) between 1 and 128),
    name text,
    status text not null check (status in ('active', 'left')),
    features jsonb not null,
    data_as_of timestamptz not null,
    updated_at timestamptz not null,
    score_id bigint,
    probability double precision check (probability > 0 and probability < 1),
    band text,
    scored_at timestamptz,
    model_hash text not null
  )`,
  // The worklist: the likeliest first, those without a score last, one page after the other.
  `create index customers_worklist on customers (status, (coalesce(probability, -1)) desc, id)`,
  `create index customers_by_model on customers (model_hash, id)`,
  `create table scores (
    id bigint generated always as identity primary key,
    customer_id text collate "C" not null references customers (id) on delete cascade,
    probability double precision not null check (probability > 0 and probability < 1),
    band text not null,
    model text not null,
    model_version text not null,
    model_hash text not null,
    inputs_hash text not null,
    scored_at timestamptz not null,
    data_as_of timestamptz not null
  )`,
  `create index scores_history on scores (customer_id, id desc)`,
  `create table imports (
    id text primary key,
    status text not null check (status in ('queued', 'running', 'done', 'failed', 'interrupted')),
    format text not null check (format in ('csv', 'ndjson')),
    created_at timestamptz not null,
    heartbeat_at timestamptz not null,
    finished_at timestamptz,
    rows_read integer not null default 0,
    rows_stored integer not null default 0,
    rows_refused integer not null default 0,
    failure text
  )`,
  `create table import_errors (
    import_id text not null references imports (id) on delete cascade,
    line integer not null,
    customer_id text collate "C",
    message text not null,
    primary key (import_id, line)
  )`,
  `create index import_errors_by_customer on import_errors (customer_id)`,
  `create table api_keys (
    id text primary key,
    name text not null,
    env text not null,
    secret_sha256 text not null,
    scopes text[] not null,
    created_at timestamptz not null,
    revoked_at timestamptz
  )`,
  `create table signing_keys (
    kid text primary key,
    issuer text not null,
    alg text not null check (alg in ('EdDSA', 'ES256')),
    public_jwk jsonb not null,
    created_at timestamptz not null,
    revoked_at timestamptz
  )`,
  `create table revoked_tokens (
    jti text primary key,
    revoked_at timestamptz not null
  )`,
  `create table embed_origins (
    origin text not null,
    kid text not null references signing_keys (kid) on delete cascade,
    last_minted_at timestamptz not null,
    primary key (origin, kid)
  )`,
];
