import { setImmediate as nextTurn } from 'node:timers/promises';
import { adaptRow } from '@churn-card/models';
import type { ActiveModel } from '../../domain/active-model.ts';
import type { Clock, Log } from '../../domain/ports.ts';
import { scoreCustomer } from '../../domain/scoring.ts';
import type { CustomerStore } from './customers-ports.ts';

/**
 * Scores every customer again that another model scored, so that the worklist never compares the
 * numbers of two models. Runs beside everything else, and cards do not wait for it: a customer
 * that is asked for is scored first. What fails is told in the log and tried again at the next start.
 */
export function rescoreInBackground(
  store: CustomerStore,
  model: ActiveModel,
  clock: Clock,
  log: Log,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = rescoreAll(store, model, clock, stopping.signal).then(
    (count) => {
      if (count > 0) log.info({ count }, 'customers were scored again by the new model');
    },
    (error: unknown) => log.error({ reason: String(error) }, 'customers could not be scored again'),
  );
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

const BATCH = 200;

/** @returns how many were scored; the next start goes on where this one was stopped */
async function rescoreAll(
  store: Pick<CustomerStore, 'notScoredBy' | 'saveScores'>,
  model: ActiveModel,
  clock: Clock,
  stopping: AbortSignal,
): Promise<number> {
  const active = model.current();
  let count = 0;
  let afterId = '';
  while (!stopping.aborted) {
    const customers = await store.notScoredBy(active.hash, afterId, BATCH);
    const last = customers.at(-1);
    if (!last) break;
    const now = clock();
    await store.saveScores(
      customers.map((customer) => {
        const features = adaptRow(active.spec.schema, customer.features);
        return scoreCustomer(active, { ...customer, features }, now);
      }),
    );
    count += customers.length;
    afterId = last.id;
    await nextTurn();
  }
  return count;
}
