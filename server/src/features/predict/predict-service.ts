import {
  checkRow,
  describeContribution,
  describeDoubt,
  describeHorizon,
  describePurpose,
  predict,
  type Issue,
  type Locale,
  type Model,
  type Row,
} from '@churn-card/models';
import type { ActiveModel } from '../../domain/active-model.ts';
import type { Clock } from '../../domain/ports.ts';
import { AppError } from '../../errors.ts';
import type { Explainer } from '../card/card-ports.ts';

export interface PredictInput {
  readonly id?: string;
  readonly features: Readonly<Record<string, unknown>>;
}

export interface PredictService {
  predict(
    customers: readonly PredictInput[],
    withReasons: boolean,
    locale: Locale,
  ): Promise<object>;
}

/** Scores customers that are not stored, and stores nothing. */
export function predictService(
  model: ActiveModel,
  explainer: Explainer,
  clock: Clock,
): PredictService {
  return {
    async predict(customers, withReasons, locale) {
      const active = model.current();
      const rows = checkRows(active, customers);
      const predictions = [];
      for (const [index, row] of rows.entries()) {
        predictions.push({
          ...(customers[index].id !== undefined && { id: customers[index].id }),
          ...(await predictionOf(active, row, withReasons, locale)),
        });
      }
      const now = clock().toISOString();
      return {
        model: active.spec.id,
        modelVersion: active.spec.version,
        modelHash: active.hash,
        scoredAt: now,
        dataAsOf: now,
        horizon: describeHorizon(active.spec, locale),
        baseRate: active.spec.baseRate,
        threshold: active.spec.threshold,
        purpose: describePurpose(locale),
        predictions,
      };
    },
  };

  async function predictionOf(active: Model, row: Row, withReasons: boolean, locale: Locale) {
    const { enough, probability, band, known, doubts } = predict(active, row);
    const about = {
      known,
      doubts: doubts.map((doubt) => ({
        code: doubt.code,
        feature: doubt.feature,
        sentence: describeDoubt(active.spec, doubt, locale),
      })),
    };
    if (!enough) return { state: 'too-little-data', ...about };
    return {
      state: 'scored',
      probability,
      band,
      ...about,
      ...(withReasons && (await reasonsOf(active, row, locale))),
    };
  }

  async function reasonsOf(active: Model, row: Row, locale: Locale) {
    const { base, contributions } = await explainer.explain(active, row);
    return {
      base,
      contributions: contributions.map((contribution) => ({
        ...contribution,
        ...describeContribution(active.spec, contribution, locale),
      })),
    };
  }
}

/** Says everything that is wrong at once, up to a limit. @throws AppError validation_failed */
function checkRows(model: Model, customers: readonly PredictInput[]): Row[] {
  const issues: Issue[] = [];
  const rows: Row[] = [];
  for (const [index, { features }] of customers.entries()) {
    const checked = checkRow(model.spec.schema, features);
    if ('row' in checked) rows.push(checked.row);
    else {
      const at = `customers[${index}].features.`;
      issues.push(...checked.issues.map((issue) => ({ ...issue, path: `${at}${issue.path}` })));
    }
    if (issues.length >= MOST_ISSUES) break;
  }
  if (issues.length === 0) return rows;
  const errors = issues.slice(0, MOST_ISSUES);
  const detail = `Not right for the model ${model.spec.id}: ${issues[0].message}`;
  throw new AppError('validation_failed', detail, { errors });
}

const MOST_ISSUES = 50;
