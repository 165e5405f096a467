import { checkFeatures, type ActiveModel } from '../../domain/active-model.ts';
import {
  isCustomerId,
  type CustomerStatus,
  type ScoredCustomer,
  type StoredCustomer,
} from '../../domain/customer.ts';
import type { Clock } from '../../domain/ports.ts';
import { scoreCustomer } from '../../domain/scoring.ts';
import { AppError, noSuchCustomer } from '../../errors.ts';
import type {
  CustomerStore,
  WorklistEntry,
  WorklistPosition,
  WorklistQuery,
} from './customers-ports.ts';

export interface CustomerInput {
  readonly features: Readonly<Record<string, unknown>>;
  readonly name?: string | null;
  readonly status?: CustomerStatus;
  readonly dataAsOf?: Date;
}

export interface WorklistPage {
  readonly entries: readonly WorklistEntry[];
  /** Null on the last page. */
  readonly next: WorklistPosition | null;
}

export interface CustomersService {
  put(id: string, input: CustomerInput): Promise<ScoredCustomer>;
  get(id: string): Promise<StoredCustomer>;
  remove(id: string): Promise<void>;
  worklist(query: WorklistQuery): Promise<WorklistPage>;
}

export function customersService(
  store: CustomerStore,
  model: ActiveModel,
  clock: Clock,
): CustomersService {
  return {
    /** Replaces the customer and scores it again, in one step: no score without its inputs. */
    async put(id, input) {
      const now = clock();
      const active = model.current();
      const entry = scoreCustomer(
        active,
        {
          id,
          name: input.name ?? null,
          status: input.status ?? 'active',
          features: checkFeatures(active, input.features, 'features'),
          dataAsOf: checkDate(input.dataAsOf ?? now, now),
          updatedAt: now,
        },
        now,
      );
      await store.save([entry]);
      return entry;
    },

    async get(id) {
      const found = isCustomerId(id) ? await store.find(id) : null;
      if (!found) throw noSuchCustomer();
      return found;
    },

    async remove(id) {
      if (!isCustomerId(id) || !(await store.remove(id))) throw noSuchCustomer();
    },

    async worklist(query) {
      const entries = await store.worklist({ ...query, limit: query.limit + 1 });
      const page = entries.slice(0, query.limit);
      const last = page.at(-1);
      const next =
        entries.length > query.limit && last
          ? { probability: last.probability ?? -1, id: last.id }
          : null;
      return { entries: page, next };
    },
  };
}

/** Clocks differ; a day is more than any time zone. */
const TOLERANCE_MS = 24 * 60 * 60 * 1000;

/** @throws AppError where the data claims to be from the future */
export function checkDate(dataAsOf: Date, now: Date): Date {
  if (dataAsOf.getTime() <= now.getTime() + TOLERANCE_MS) return dataAsOf;
  const value = dataAsOf.toISOString();
  const message = `dataAsOf must not lie in the future, however: ${value}`;
  throw new AppError('validation_failed', message, {
    errors: [{ path: 'dataAsOf', rule: 'not-in-the-future', message, value }],
  });
}
