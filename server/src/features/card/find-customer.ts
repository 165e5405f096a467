import { adaptRow, type Model } from '@churn-card/models';
import { isCustomerId, type StoredCustomer } from '../../domain/customer.ts';
import { scoreCustomer } from '../../domain/scoring.ts';
import { noSuchCustomer } from '../../errors.ts';
import type { CardCustomers } from './card-ports.ts';

/** @throws AppError not_found */
export async function findCustomer(
  customers: Pick<CardCustomers, 'find'>,
  id: string,
): Promise<StoredCustomer> {
  const found = isCustomerId(id) ? await customers.find(id) : null;
  return found ?? Promise.reject(noSuchCustomer());
}

/**
 * A customer whose score is of this model: what another one scored is scored again first, so that an
 * answer never mixes two models.
 *
 * @throws AppError not_found
 */
export async function findScored(
  customers: CardCustomers,
  active: Model,
  id: string,
  now: Date,
): Promise<StoredCustomer> {
  const found = await findCustomer(customers, id);
  if (found.modelHash === active.hash) return found;
  const features = adaptRow(active.spec.schema, found.customer.features);
  await customers.saveScores([scoreCustomer(active, { ...found.customer, features }, now)]);
  return findCustomer(customers, id);
}
