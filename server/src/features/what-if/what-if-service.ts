import {
  adaptRow,
  describeChangePart,
  describeDoubt,
  isEnough,
  predict,
  rankActions,
  type Action,
  type Changes,
  type Counterfactual,
  type Issue,
  type Locale,
  type Model,
  type Row,
} from '@churn-card/models';
import type { ActiveModel } from '../../domain/active-model.ts';
import { AppError } from '../../errors.ts';
import type { CardCustomers } from '../card/card-ports.ts';
import { findCustomer } from '../card/find-customer.ts';
import type { WhatIfEngine } from './what-if-ports.ts';

export interface WhatIfService {
  whatIf(customerId: string, changes: Changes, locale: Locale): Promise<object>;
  counterfactuals(customerId: string, options: WhatIfOptions, locale: Locale): Promise<object>;
  /** @param role who asks; without it, only what everybody may use */
  actions(customerId: string, role: string | undefined, locale: Locale): Promise<object>;
}

export interface WhatIfOptions {
  readonly below?: number;
  readonly most: number;
}

/** Tries changes of a stored customer, and stores nothing. */
export function whatIfService(
  customers: Pick<CardCustomers, 'find'>,
  model: ActiveModel,
  engine: WhatIfEngine,
  actions: readonly Action[],
): WhatIfService {
  return {
    async whatIf(customerId, changes, locale) {
      const active = model.current();
      const row = await rowOf(active, customerId);
      const answer = await engine.whatIf(active, row, changes, locale);
      if ('issues' in answer) throw refused(answer.issues);
      const { probability, band, doubts, change, caution } = answer;
      return {
        ...aboutOf(active, customerId, locale),
        before: change.before,
        probability,
        band,
        parts: change.parts.map(({ feature, points, ...part }) => ({
          feature,
          points,
          sentence: describeChangePart(active.spec, { feature, points, ...part }, locale),
        })),
        enough: isEnough(active.spec, doubts),
        doubts: doubts.map((doubt) => ({
          code: doubt.code,
          feature: doubt.feature,
          sentence: describeDoubt(active.spec, doubt, locale),
        })),
        caution,
      };
    },

    async counterfactuals(customerId, options, locale) {
      const active = model.current();
      const row = await rowOf(active, customerId);
      const answer = await engine.counterfactuals(active, row, { ...options, locale });
      return {
        ...aboutOf(active, customerId, locale),
        probability: answer.probability,
        below: answer.below,
        found: answer.found.map((one) => foundJson(active, one, locale)),
        isComplete: answer.isComplete,
        caution: answer.caution,
      };
    },

    async actions(customerId, role, locale) {
      const active = model.current();
      const row = await rowOf(active, customerId);
      // One score for each action: less than an answer costs anyway.
      const answer = rankActions(active, row, actions, { role, locale });
      return {
        ...aboutOf(active, customerId, locale),
        probability: answer.probability,
        actions: answer.ranked.map(({ changes, ...action }) => ({
          ...action,
          sentences: changes.map((change) =>
            describeChangePart(active.spec, { ...change, points: 0 }, locale),
          ),
        })),
        impossible: answer.impossible.map(({ id, label, issues }) => ({
          id,
          label,
          reasons: issues.map(({ message }) => message),
        })),
        caution: answer.caution,
      };
    },
  };

  async function rowOf(active: Model, id: string): Promise<Row> {
    const { customer } = await findCustomer(customers, id);
    const row = adaptRow(active.spec.schema, customer.features);
    if (customer.status === 'left' || !predict(active, row).enough) {
      const detail = 'This customer has no score, so there is nothing to change.';
      throw new AppError('validation_failed', detail);
    }
    return row;
  }
}

function aboutOf({ spec, hash }: Model, customerId: string, locale: Locale) {
  return { customerId, locale, model: spec.id, modelVersion: spec.version, modelHash: hash };
}

function foundJson({ spec }: Model, found: Counterfactual, locale: Locale) {
  const { changes, probability, sparsity, distance, plausibility } = found;
  return {
    changes: changes.map((change) => ({
      feature: change.feature,
      to: change.to,
      sentence: describeChangePart(spec, { ...change, points: 0 }, locale),
    })),
    probability,
    sparsity,
    distance,
    plausibility,
  };
}

function refused(issues: readonly Issue[]): AppError {
  const detail = `Not allowed: ${issues[0].message}`;
  const errors = issues.map((issue) => ({ ...issue, path: `changes.${issue.path}` }));
  return new AppError('validation_failed', detail, { errors });
}
