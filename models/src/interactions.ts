import { coalitionWorths } from './coalition-worths.ts';
import { gameOf } from './explanation.ts';
import type { Model } from './model.ts';
import { explain } from './predict.ts';
import { featureInputs, preprocess } from './preprocess.ts';
import { bitCount } from './shapley-exact.ts';
import type { Row } from './schema.ts';

/** What two features add together beyond what each adds alone. */
export interface Interaction {
  readonly features: readonly [string, string];
  readonly points: number;
}

/** 2^12 coalitions; where there are more features, the weaker ones join together as one. */
const MOST_PLAYERS = 12;

/**
 * Pairs of features that act together: the Shapley interaction index (Grabisch & Roubens 1999) of the
 * game that `explain` divides, exact. With more than 12 features, the 11 strongest are paired, and all
 * others join together as one. Features that are never a reason are paired with none.
 *
 * @returns by size, largest first
 */
export function interactions(model: Model, row: Row): Interaction[] {
  const { features } = model.spec.schema;
  const isAll = features.length <= MOST_PLAYERS;
  const strongest = explain(model, row).contributions.flatMap(({ feature }) => feature ?? []);
  const paired = isAll ? strongest : strongest.slice(0, MOST_PLAYERS - 1);
  const all = featureInputs(model.spec.preprocess);
  const players = paired.map((name) => all.filter(({ feature }) => feature === name));
  const others = all.filter(({ feature }) => !paired.includes(feature));
  const game = gameOf(
    model,
    preprocess(model.spec.preprocess, row),
    others.length > 0 ? [...players, others] : players,
  );
  const { worths, order } = coalitionWorths(game);
  const weights = pairWeights(game.players);
  const found: Interaction[] = [];
  for (let a = 0; a < paired.length; a++) {
    for (let b = a + 1; b < paired.length; b++) {
      const bits = [1 << order.indexOf(a), 1 << order.indexOf(b)] as const;
      found.push({ features: [paired[a], paired[b]], points: indexOf(worths, weights, bits) });
    }
  }
  return found.sort((one, other) => Math.abs(other.points) - Math.abs(one.points));
}

/** The average over coalitions without both of what joining together adds beyond joining alone. */
function indexOf(
  worths: Float64Array,
  weights: Float64Array,
  [a, b]: readonly [number, number],
): number {
  let sum = 0;
  for (let coalition = 0; coalition < worths.length; coalition++) {
    if (coalition & (a | b)) continue;
    const together = worths[coalition | a | b] - worths[coalition | a];
    const alone = worths[coalition | b] - worths[coalition];
    sum += weights[bitCount(coalition)] * (together - alone);
  }
  return sum;
}

/** @returns [players - 1], by coalition size s: s! (n - s - 2)! / (n - 1)! */
function pairWeights(players: number): Float64Array {
  const weights = new Float64Array(Math.max(1, players - 1));
  weights[0] = 1 / (players - 1);
  for (let size = 1; size < players - 1; size++) {
    weights[size] = (weights[size - 1] * size) / (players - size - 1);
  }
  return weights;
}
