import {
  checkRow,
  describeContribution,
  describeDoubt,
  describeHorizon,
  describePurpose,
  predict,
  type Explanation,
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
      const predictions = rows.map((row, index) => ({
        ...(customers[index].id !== undefined && { id: customers[index].id }),
        ...predictionOf(active, row, locale),
      }));
      const answered = withReasons
        ? await addReasons(active, rows, predictions, locale)
        : predictions;
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
        predictions: answered,
      };
    },
  };

  /** A number that is not shown has no reasons either. */
  async function addReasons(
    active: Model,
    rows: readonly Row[],
    predictions: readonly Answered[],
    locale: Locale,
  ): Promise<object[]> {
    const scored = rows.filter((_, index) => predictions[index].state === 'scored');
    const explanations = await explainer.explainAll(active, scored);
    let next = 0;
    return predictions.map((prediction) =>
      prediction.state === 'scored'
        ? { ...prediction, ...reasonsOf(active, explanations[next++], locale) }
        : prediction,
    );
  }
}

type Answered = ReturnType<typeof predictionOf>;

function predictionOf(active: Model, row: Row, locale: Locale) {
  const { enough, probability, band, known, doubts } = predict(active, row);
  const about = {
    known,
    doubts: doubts.map((doubt) => ({
      code: doubt.code,
      feature: doubt.feature,
      sentence: describeDoubt(active.spec, doubt, locale),
    })),
  };
  if (!enough) return { state: 'too-little-data' as const, ...about };
  return { state: 'scored' as const, probability, band, ...about };
}

function reasonsOf(active: Model, { base, contributions }: Explanation, locale: Locale) {
  return {
    base,
    contributions: contributions.map((contribution) => ({
      ...contribution,
      ...describeContribution(active.spec, contribution, locale),
    })),
  };
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
