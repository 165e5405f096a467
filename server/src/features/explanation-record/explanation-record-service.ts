import {
  adaptRow,
  recordExplanation,
  type ExplanationRecord,
  type Locale,
} from '@churn-card/models';
import type { ActiveModel } from '../../domain/active-model.ts';
import { isCustomerId } from '../../domain/customer.ts';
import { noSuchCustomer } from '../../errors.ts';
import type { CardCustomers, Explainer } from '../card/card-ports.ts';

export interface ExplanationRecordService {
  record(customerId: string, locale: Locale): Promise<ExplanationRecord>;
}

/** Writes down why a stored customer has the score that a card shows, to be kept and checked later. */
export function explanationRecordService(
  customers: Pick<CardCustomers, 'find'>,
  model: ActiveModel,
  explainer: Explainer,
): ExplanationRecordService {
  return {
    async record(customerId, locale) {
      const active = model.current();
      const stored = isCustomerId(customerId) ? await customers.find(customerId) : null;
      if (!stored) throw noSuchCustomer();
      const row = adaptRow(active.spec.schema, stored.customer.features);
      const explanation = await explainer.explain(active, row);
      const scoredAt = (stored.score?.scoredAt ?? stored.customer.updatedAt).toISOString();
      return recordExplanation(active, row, { scoredAt, locale }, explanation);
    },
  };
}
