import { sql, type Selectable } from 'kysely';
import type { Row } from '@churn-card/models';
import { PERSONAL_DATA } from '../../domain/personal-data.ts';
import type { Score } from '../../domain/customer.ts';
import type { CustomerStore } from '../../features/customers/customers-ports.ts';
import type { Database } from './database.ts';
import { saveCustomers, saveScores } from './save-customers.ts';
import type { ScoresTable } from './tables.ts';

export function customerStore(db: Database): CustomerStore {
  return {
    save: (entries) => db.transaction().execute((trx) => saveCustomers(trx, entries)),

    saveScores: (entries) => db.transaction().execute((trx) => saveScores(trx, entries)),

    async notScoredBy(modelHash, afterId, limit) {
      const rows = await db
        .selectFrom('customers')
        .select(['id', 'name', 'status', 'features', 'data_as_of', 'updated_at'])
        .where('model_hash', '<>', modelHash)
        .where('id', '>', afterId)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({ data_as_of: dataAsOf, updated_at: updatedAt, ...customer }) => ({
        ...customer,
        dataAsOf,
        updatedAt,
      }));
    },

    async find(id) {
      // One statement, so that the customer and its history are of one moment.
      const rows = await db
        .selectFrom('customers as c')
        .leftJoin('scores as s', 's.customer_id', 'c.id')
        .selectAll('s')
        .select([
          's.features as scored_features',
          'c.name',
          'c.status',
          'c.features',
          'c.data_as_of as known_until',
          'c.updated_at',
          'c.score_id',
          'c.scored_at as confirmed_at',
          'c.model_hash as seen_by',
        ])
        .where('c.id', '=', id)
        .orderBy('s.id', 'desc')
        .limit(2)
        .execute();
      if (rows.length === 0) return null;
      const [row] = rows;
      const [latest, before] = rows.flatMap((each) => asScore(each) ?? []);
      const isScored = latest !== undefined && row.id === row.score_id;
      return {
        customer: {
          id,
          name: row.name,
          status: row.status,
          features: row.features,
          dataAsOf: row.known_until,
          updatedAt: row.updated_at,
        },
        // The history says when a score was first made; the customer, when it was last confirmed.
        score: isScored
          ? { ...latest, scoredAt: row.confirmed_at ?? latest.scoredAt, dataAsOf: row.known_until }
          : null,
        previous: (isScored && before) || null,
        modelHash: row.seen_by,
      };
    },

    async remove(id) {
      return db.transaction().execute(async (trx) => {
        const removed = await trx.deleteFrom('customers').where('id', '=', id).executeTakeFirst();
        for (const { table, customerColumn } of PERSONAL_DATA) {
          if (customerColumn === null) continue;
          await sql`delete from ${sql.table(table)} where ${sql.ref(customerColumn)} = ${id}`.execute(
            trx,
          );
        }
        return removed.numDeletedRows > 0n;
      });
    },

    async worklist({ limit, band, after }) {
      const order = sql<number>`coalesce(probability, -1)`;
      let query = db
        .selectFrom('customers')
        .select(['id', 'name', 'probability', 'band', 'scored_at', 'data_as_of'])
        .where('status', '=', 'active')
        .orderBy(order, 'desc')
        .orderBy('id')
        .limit(limit);
      if (band) query = query.where('band', '=', band);
      if (after) {
        query = query.where(
          sql<boolean>`(${order} < ${after.probability}
            or (${order} = ${after.probability} and id > ${after.id}))`,
        );
      }
      const rows = await query.execute();
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        probability: row.probability,
        band: row.band,
        scoredAt: row.scored_at,
        dataAsOf: row.data_as_of,
      }));
    },
  };
}

type ScoreColumns = {
  readonly [Name in Exclude<keyof ScoresTable, 'features'>]: Selectable<ScoresTable>[Name] | null;
} & { readonly scored_features: Row | null };

/** @returns null where the join found no score */
function asScore(row: ScoreColumns): Score | null {
  const { probability, band, model, scored_at: scoredAt, data_as_of: dataAsOf } = row;
  const { model_version: modelVersion, model_hash: modelHash, inputs_hash: inputsHash } = row;
  if (probability === null || band === null || model === null) return null;
  if (modelVersion === null || modelHash === null || inputsHash === null) return null;
  if (scoredAt === null || dataAsOf === null) return null;
  const about = { model, modelVersion, modelHash, inputsHash, features: row.scored_features };
  return { probability, band, ...about, scoredAt, dataAsOf };
}
