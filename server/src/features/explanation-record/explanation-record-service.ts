import {
  adaptRow,
  recordExplanation,
  type ExplanationRecord,
  type Locale,
} from '@churn-card/models';
import type { ActiveModel } from '../../domain/active-model.ts';
import { dayOf, staleDays } from '../../domain/freshness.ts';
import type { Clock } from '../../domain/ports.ts';
import { AppError } from '../../errors.ts';
import type { CardCustomers, Explainer } from '../card/card-ports.ts';
import { findScored } from '../card/find-customer.ts';

export interface ExplanationRecordService {
  record(customerId: string, locale: Locale): Promise<ExplanationRecord>;
}

/** Writes down what a card shows of a stored customer, to be kept and checked later. */
export function explanationRecordService(
  customers: CardCustomers,
  model: ActiveModel,
  explainer: Explainer,
  clock: Clock,
  staleAfterDays: number,
): ExplanationRecordService {
  return {
    async record(customerId, locale) {
      const active = model.current();
      const now = clock();
      const { customer, score } = await findScored(customers, active, customerId, now);
      if (customer.status === 'left') {
        throw new AppError('validation_failed', 'This customer has left, so there is no score.');
      }
      const row = adaptRow(active.spec.schema, customer.features);
      const showing = {
        scoredAt: (score?.scoredAt ?? customer.updatedAt).toISOString(),
        shownOn: dayOf(now),
        staleDays: staleDays(customer.dataAsOf, now, staleAfterDays),
        locale,
      };
      return recordExplanation(active, row, showing, await explainer.explain(active, row));
    },
  };
}
