import {
  adaptRow,
  describeChangePart,
  describeContribution,
  describeDoubt,
  describeHorizon,
  describePurpose,
  doubtsOfTime,
  isEnough,
  localize,
  predict,
  trackRecordOf,
  type Card,
  type CardDoubt,
  type CardTrend,
  type Doubt,
  type Explanation,
  type Locale,
  type Model,
  type Row,
} from '@churn-card/models';
import type { ActiveModel } from '../../domain/active-model.ts';
import type { Score } from '../../domain/customer.ts';
import { dayOf, staleDays } from '../../domain/freshness.ts';
import type { Clock } from '../../domain/ports.ts';
import type { CardCustomers, Explainer } from './card-ports.ts';
import { findScored } from './find-customer.ts';

export interface CardSettings {
  /** From this age on, the inputs are in doubt. */
  readonly staleAfterDays: number;
  readonly demo: boolean;
}

export interface CardService {
  card(customerId: string, locale: Locale): Promise<Card>;
}

export function cardService(
  customers: CardCustomers,
  model: ActiveModel,
  explainer: Explainer,
  clock: Clock,
  settings: CardSettings,
): CardService {
  return {
    async card(customerId, locale) {
      const active = model.current();
      const now = clock();
      const stored = await findScored(customers, active, customerId, now);
      const row = adaptRow(active.spec.schema, stored.customer.features);
      const { score, previous, customer } = stored;
      const about = {
        customerId,
        locale,
        model: active.spec.id,
        modelVersion: active.spec.version,
        modelHash: active.hash,
        scoredAt: (score?.scoredAt ?? customer.updatedAt).toISOString(),
        dataAsOf: customer.dataAsOf.toISOString(),
        purpose: describePurpose(locale),
        demo: settings.demo,
      };
      if (customer.status === 'left') return { ...about, state: 'already-left' };
      const days = staleDays(customer.dataAsOf, now, settings.staleAfterDays);
      const ofTime = doubtsOfTime(active.spec, dayOf(now), days);
      const doubts = [...predict(active, row).doubts, ...ofTime];
      const cardDoubts = inWords(active, doubts, locale);
      if (!score || !isEnough(active.spec, doubts)) {
        const inputs = missingInputs(active, row, locale);
        return { ...about, state: 'too-little-data', ...inputs, doubts: cardDoubts };
      }
      const explanation = await explainer.explain(active, row);
      return {
        ...about,
        state: 'scored',
        probability: score.probability,
        band: score.band,
        baseRate: active.spec.baseRate,
        threshold: active.spec.threshold,
        horizon: describeHorizon(active.spec, locale),
        base: explanation.base,
        contributions: contributionsOf(active, explanation, locale),
        doubts: cardDoubts,
        trackRecord: trackRecordOf(active.spec.trackRecord, score.probability),
        trend: previous && (await trendOf(active, row, score, previous, locale)),
      };
    },
  };

  /**
   * The model of the earlier score may be gone: what it would say of the earlier inputs now, less what was
   * said then, is the model's part.
   */
  async function trendOf(
    active: Model,
    row: Row,
    score: Score,
    previous: Score,
    locale: Locale,
  ): Promise<CardTrend> {
    const modelChanged = previous.modelHash !== score.modelHash;
    const about = {
      previousProbability: previous.probability,
      points: score.probability - previous.probability,
      since: previous.dataAsOf.toISOString(),
      modelChanged,
    };
    if (!previous.features) return { ...about, parts: null, modelPoints: null };
    const earlier = adaptRow(active.spec.schema, previous.features);
    const { parts, before } = await explainer.explainChange(active, earlier, row);
    return {
      ...about,
      parts: parts.map((part) => ({
        feature: part.feature,
        points: part.points,
        sentence: describeChangePart(active.spec, part, locale),
      })),
      modelPoints: modelChanged ? before - previous.probability : null,
    };
  }
}

function contributionsOf(model: Model, explanation: Explanation, locale: Locale) {
  return explanation.contributions.map((contribution) => ({
    ...contribution,
    ...describeContribution(model.spec, contribution, locale),
  }));
}

function missingInputs(model: Model, row: Row, locale: Locale) {
  const { features } = model.spec.schema;
  const missing = features.filter(({ name }) => row[name] === null);
  return {
    known: features.length - missing.length,
    inputs: features.length,
    missing: missing.map(({ name, label }) => ({ feature: name, label: localize(label, locale) })),
  };
}

function inWords(model: Model, doubts: readonly Doubt[], locale: Locale): CardDoubt[] {
  return doubts.map((doubt) => ({
    code: doubt.code,
    feature: doubt.feature,
    sentence: describeDoubt(model.spec, doubt, locale),
  }));
}
