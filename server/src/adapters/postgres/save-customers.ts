import { sql, type Transaction } from 'kysely';
import type { Score, ScoredCustomer } from '../../domain/customer.ts';
import type { Tables } from './tables.ts';

/**
 * Stores customers with their scores, in one transaction with whatever else the caller does.
 *
 * The history gets a new row only where the probability or the model changed; otherwise the
 * current row is confirmed for a later day. So every row of the history is a change.
 */
export async function saveCustomers(
  trx: Transaction<Tables>,
  entries: readonly ScoredCustomer[],
): Promise<void> {
  // Of two rows for one customer the later one counts; one order for all prevents deadlocks.
  const byId = new Map(entries.map((entry) => [entry.customer.id, entry]));
  const latest = [...byId.values()].sort((a, b) => (a.customer.id < b.customer.id ? -1 : 1));
  if (latest.length === 0) return;
  await upsert(trx, latest);
  await saveHistory(trx, latest);
}

/** Stores scores of customers that are as they were when they were read; others are left alone. */
export async function saveScores(
  trx: Transaction<Tables>,
  entries: readonly ScoredCustomer[],
): Promise<void> {
  const seen = entries.map(({ customer, modelHash }) => ({
    id: customer.id,
    updated_at: customer.updatedAt.toISOString(),
    model_hash: modelHash,
  }));
  const locked = await sql<{ id: string }>`
    select c.id from customers c
    join jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as r (id text, updated_at timestamptz)
      on c.id = r.id and c.updated_at = r.updated_at
    order by c.id for update of c
  `.execute(trx);
  const ids = new Set(locked.rows.map(({ id }) => id));
  const unchanged = entries.filter(({ customer }) => ids.has(customer.id));
  if (unchanged.length === 0) return;
  await sql`
    update customers c set model_hash = r.model_hash
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as r (id text, model_hash text)
    where c.id = r.id and c.id = any(${[...ids]})
  `.execute(trx);
  await saveHistory(trx, unchanged);
}

/** The rows are locked: what follows sees no other writer. */
async function saveHistory(
  trx: Transaction<Tables>,
  entries: readonly ScoredCustomer[],
): Promise<void> {
  await confirmUnchanged(trx, entries);
  await appendChanged(trx, entries);
  await pointToCurrent(trx, entries);
}

async function upsert(trx: Transaction<Tables>, entries: readonly ScoredCustomer[]): Promise<void> {
  const rows = entries.map(({ customer, modelHash }) => ({
    id: customer.id,
    name: customer.name,
    status: customer.status,
    features: customer.features,
    data_as_of: customer.dataAsOf.toISOString(),
    updated_at: customer.updatedAt.toISOString(),
    model_hash: modelHash,
  }));
  await sql`
    insert into customers (id, name, status, features, data_as_of, updated_at, model_hash)
    select id, name, status, features, data_as_of, updated_at, model_hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id text, name text, status text, features jsonb,
      data_as_of timestamptz, updated_at timestamptz, model_hash text
    )
    order by id collate "C"
    on conflict (id) do update set
      name = excluded.name, status = excluded.status, features = excluded.features,
      data_as_of = excluded.data_as_of,
      -- Never the same twice: by it a re-scoring tells whether a customer changed meanwhile.
      updated_at = greatest(excluded.updated_at, customers.updated_at + interval '1 millisecond'),
      model_hash = excluded.model_hash
  `.execute(trx);
}

async function confirmUnchanged(
  trx: Transaction<Tables>,
  entries: readonly ScoredCustomer[],
): Promise<void> {
  await sql`
    update scores s set data_as_of = greatest(s.data_as_of, r.data_as_of), features = r.features
    from ${scoreRows(entries)} join customers c on c.id = r.customer_id
    where s.id = c.score_id and s.probability = r.probability and s.model_hash = r.model_hash
  `.execute(trx);
}

async function appendChanged(
  trx: Transaction<Tables>,
  entries: readonly ScoredCustomer[],
): Promise<void> {
  await sql`
    insert into scores (customer_id, probability, band, model, model_version, model_hash,
      inputs_hash, features, scored_at, data_as_of)
    select r.customer_id, r.probability, r.band, r.model, r.model_version, r.model_hash,
      r.inputs_hash, r.features, r.scored_at, r.data_as_of
    from ${scoreRows(entries)} join customers c on c.id = r.customer_id
    left join scores s on s.id = c.score_id
    where s.id is null or s.probability <> r.probability or s.model_hash <> r.model_hash
  `.execute(trx);
}

async function pointToCurrent(
  trx: Transaction<Tables>,
  entries: readonly ScoredCustomer[],
): Promise<void> {
  const unscored = entries.filter(({ score }) => !score).map(({ customer }) => customer.id);
  await sql`
    update customers set score_id = null, probability = null, band = null, scored_at = null
    where id = any(${unscored})
  `.execute(trx);
  await sql`
    update customers c set score_id = (select max(s.id) from scores s where s.customer_id = c.id),
      probability = r.probability, band = r.band, scored_at = r.scored_at
    from ${scoreRows(entries)} where c.id = r.customer_id
  `.execute(trx);
}

/** The scores as a table `r`. */
function scoreRows(entries: readonly ScoredCustomer[]) {
  const rows = entries.flatMap(({ customer, score }) => (score ? [row(customer.id, score)] : []));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
    customer_id text, probability double precision, band text, model text, model_version text,
    model_hash text, inputs_hash text, features jsonb, scored_at timestamptz,
    data_as_of timestamptz
  )`;
}

function row(customerId: string, score: Score) {
  return {
    customer_id: customerId,
    probability: score.probability,
    band: score.band,
    model: score.model,
    model_version: score.modelVersion,
    model_hash: score.modelHash,
    inputs_hash: score.inputsHash,
    features: score.features,
    scored_at: score.scoredAt.toISOString(),
    data_as_of: score.dataAsOf.toISOString(),
  };
}
