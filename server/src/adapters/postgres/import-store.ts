import type { ImportRecord, ImportStore } from '../../features/imports/imports-ports.ts';
import type { Database } from './database.ts';
import { saveCustomers } from './save-customers.ts';

/** More would be kept for nobody: whoever has a thousand bad rows mends the file. */
const MOST_KEPT_ERRORS = 1000;
const MOST_SHOWN_ERRORS = 100;

export function importStore(db: Database): ImportStore {
  return {
    async create(id, format, at) {
      await db
        .insertInto('imports')
        .values({
          id,
          format,
          status: 'queued',
          created_at: at,
          heartbeat_at: at,
          finished_at: null,
          rows_read: 0,
          rows_stored: 0,
          rows_refused: 0,
          failure: null,
        })
        .execute();
    },

    async find(id): Promise<ImportRecord | null> {
      const rows = await db.selectFrom('imports').selectAll().where('id', '=', id).execute();
      if (rows.length === 0) return null;
      const [row] = rows;
      const errors = await db
        .selectFrom('import_errors')
        .select(['line', 'customer_id as customerId', 'message'])
        .where('import_id', '=', id)
        .orderBy('line')
        .limit(MOST_SHOWN_ERRORS)
        .execute();
      return {
        id: row.id,
        status: row.status,
        format: row.format,
        createdAt: row.created_at,
        finishedAt: row.finished_at,
        rowsRead: row.rows_read,
        rowsStored: row.rows_stored,
        rowsRefused: row.rows_refused,
        failure: row.failure,
        errors,
      };
    },

    async start(id, at) {
      await db
        .updateTable('imports')
        .set({ status: 'running', heartbeat_at: at })
        .where('id', '=', id)
        .execute();
    },

    saveBatch: (id, { entries, refused, at }) =>
      db.transaction().execute(async (trx) => {
        await saveCustomers(trx, entries);
        const counts = await trx
          .updateTable('imports')
          .set((columns) => ({
            heartbeat_at: at,
            rows_read: columns('rows_read', '+', entries.length + refused.length),
            rows_stored: columns('rows_stored', '+', entries.length),
            rows_refused: columns('rows_refused', '+', refused.length),
          }))
          .where('id', '=', id)
          .returning('rows_refused')
          .executeTakeFirstOrThrow();
        const kept = counts.rows_refused - refused.length;
        const errors = refused.slice(0, Math.max(0, MOST_KEPT_ERRORS - kept));
        if (errors.length === 0) return;
        await trx
          .insertInto('import_errors')
          .values(
            errors.map(({ line, customerId, message }) => ({
              import_id: id,
              line,
              customer_id: customerId,
              message,
            })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),

    async finish(id, status, failure, at) {
      await db
        .updateTable('imports')
        .set({ status, failure, finished_at: at, heartbeat_at: at })
        .where('id', '=', id)
        .execute();
    },

    async interruptAbandoned(lastHeartbeatBefore, at) {
      await db
        .updateTable('imports')
        .set({ status: 'interrupted', finished_at: at })
        .where('status', 'in', ['queued', 'running'])
        .where('heartbeat_at', '<', lastHeartbeatBefore)
        .execute();
    },
  };
}
