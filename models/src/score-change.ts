import type { Model } from './model.ts';
import { score } from './predict.ts';
import { seededRandom, shuffle } from './random.ts';
import { shapleyValues } from './shapley-exact.ts';
import { adaptRow, type Row, type Value } from './schema.ts';

/** A customer, and the model by which the probability was made. */
export interface ScoredRow {
  readonly model: Model;
  readonly row: Row;
}

/** What one changed input adds to the change of the probability. */
export interface ChangePart {
  /** Null for the sum of the inputs that are never a reason. */
  readonly feature: string | null;
  readonly from: Value;
  readonly to: Value;
  readonly points: number;
}

/** `before + change = after`, and the points of all parts and of the model add up to the change. */
export interface ScoreChange {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** By size, largest first; the sum of the inputs that are never a reason at the end. */
  readonly parts: readonly ChangePart[];
  /** What another model adds; null where it is the same one. */
  readonly modelPoints: number | null;
  /** Whether all orders were averaged, or a sample of them. */
  readonly isExact: boolean;
}

/** So many inputs at most are averaged over all orders: 2^12 scores. */
const MOST_EXACT = 12;
/** Beyond that, pairs of a random order and its reverse. */
const PAIRS = 200;

/**
 * Divides the change between two scores of one customer among the inputs that changed and the model, if
 * that changed: Shapley values (Shapley 1953) of the game in which each of them goes from then to now,
 * averaged over all orders, so that nothing depends on what is changed first.
 *
 * An input that one of the models cannot read is missing to it.
 */
export function explainChange(before: ScoredRow, after: ScoredRow): ScoreChange {
  const features = changedFeatures(before, after);
  const hasOtherModel = before.model !== after.model && before.model.hash !== after.model.hash;
  const players = features.length + Number(hasOtherModel);
  // Each model reads both rows with its own eyes: what it cannot read is missing.
  const rowsFor = ({ model }: ScoredRow) => ({
    model,
    then: adaptRow(model.spec.schema, before.row),
    now: adaptRow(model.spec.schema, after.row),
  });
  const [old, fresh] = [rowsFor(before), rowsFor(after)];
  const worthOf = (joined: (player: number) => boolean): number => {
    const { model, then, now } = hasOtherModel && joined(features.length) ? fresh : old;
    const row: Record<string, Value> = { ...then };
    features.forEach((name, player) => {
      if (name in row && joined(player)) row[name] = now[name];
    });
    return score(model, row);
  };
  const isExact = players <= MOST_EXACT;
  const seed = after.model.spec.explanation.seed;
  const points = isExact ? exactPoints(players, worthOf) : sampledPoints(players, worthOf, seed);
  const [from, to] = [worthOf(() => false), worthOf(() => true)];
  return {
    before: from,
    after: to,
    change: to - from,
    parts: partsOf(features, points, before, after),
    modelPoints: hasOtherModel ? points[features.length] : null,
    isExact,
  };
}

type WorthOf = (joined: (player: number) => boolean) => number;

function changedFeatures(before: ScoredRow, after: ScoredRow): string[] {
  const names = [before, after].flatMap(({ model }) =>
    model.spec.schema.features.map(({ name }) => name),
  );
  return [...new Set(names)].filter(
    (name) => (before.row[name] ?? null) !== (after.row[name] ?? null),
  );
}

function exactPoints(players: number, worthOf: WorthOf): Float64Array {
  const worths = Float64Array.from({ length: 2 ** players }, (_, coalition) =>
    worthOf((player) => ((coalition >> player) & 1) === 1),
  );
  return shapleyValues(
    worths,
    Array.from({ length: players }, (_, player) => player),
  );
}

function sampledPoints(players: number, worthOf: WorthOf, seed: number): Float64Array {
  const random = seededRandom(seed);
  const order = Array.from({ length: players }, (_, player) => player);
  const points = new Float64Array(players);
  const walk = (one: readonly number[]): void => {
    const joined = new Uint8Array(players);
    let worth = worthOf(() => false);
    for (const player of one) {
      joined[player] = 1;
      const next = worthOf((other) => joined[other] === 1);
      points[player] += (next - worth) / (2 * PAIRS);
      worth = next;
    }
  };
  for (let pair = 0; pair < PAIRS; pair++) {
    shuffle(order, random);
    walk(order);
    walk(order.toReversed());
  }
  return points;
}

function partsOf(
  features: readonly string[],
  points: Float64Array,
  before: ScoredRow,
  after: ScoredRow,
): ChangePart[] {
  const isHidden = (name: string): boolean =>
    [before, after].some(({ model }) =>
      model.spec.schema.features.some(
        (feature) => feature.name === name && feature.policy !== 'use',
      ),
    );
  const shown = features.flatMap((feature, player): ChangePart[] => {
    if (isHidden(feature)) return [];
    const [from, to] = [before.row[feature] ?? null, after.row[feature] ?? null];
    return [{ feature, from, to, points: points[player] }];
  });
  shown.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  if (shown.length === features.length) return shown;
  const hidden = features.reduce(
    (sum, feature, player) => sum + (isHidden(feature) ? points[player] : 0),
    0,
  );
  return [...shown, { feature: null, from: null, to: null, points: hidden }];
}
