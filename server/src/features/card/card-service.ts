import {
  adaptRow,
  describeChangePart,
  describeContribution,
  describeDoubt,
  describeHorizon,
  describePurpose,
  describeStale,
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
import { isCustomerId, type Score, type StoredCustomer } from '../../domain/customer.ts';
import type { Clock } from '../../domain/ports.ts';
import { scoreCustomer } from '../../domain/scoring.ts';
import { noSuchCustomer } from '../../errors.ts';
import type { CardCustomers, Explainer } from './card-ports.ts';

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
      const stored = await scoredBy(active, customerId);
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
      const doubts = doubtsOf(active, row, customer.dataAsOf);
      const cardDoubts = inWords(active, doubts, customer.dataAsOf, locale);
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

  /** A card never mixes two models: what another one scored is scored again first. */
  async function scoredBy(active: Model, id: string): Promise<StoredCustomer> {
    const found = isCustomerId(id) ? await customers.find(id) : null;
    if (!found) throw noSuchCustomer();
    if (found.modelHash === active.hash) return found;
    const features = adaptRow(active.spec.schema, found.customer.features);
    await customers.saveScores([scoreCustomer(active, { ...found.customer, features }, clock())]);
    return (await customers.find(id)) ?? Promise.reject(noSuchCustomer());
  }

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

  function doubtsOf(model: Model, row: Row, dataAsOf: Date): Doubt[] {
    const isStale = daysSince(dataAsOf) >= settings.staleAfterDays;
    const today = clock().toISOString().slice(0, 10);
    return [...predict(model, row).doubts, ...doubtsOfTime(model.spec, today, isStale)];
  }

  function inWords(
    model: Model,
    doubts: readonly Doubt[],
    dataAsOf: Date,
    locale: Locale,
  ): CardDoubt[] {
    return doubts.map((doubt) => ({
      code: doubt.code,
      feature: doubt.feature,
      sentence:
        doubt.code === 'stale'
          ? describeStale(daysSince(dataAsOf), locale)
          : describeDoubt(model.spec, doubt, locale),
    }));
  }

  function daysSince(time: Date): number {
    return Math.floor((clock().getTime() - time.getTime()) / DAY_MS);
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;

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
