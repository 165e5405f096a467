import type { Attribution } from './attribution.ts';
import { coalitionWorths } from './coalition-worths.ts';
import type { ShapleyGame } from './shapley-game.ts';

/**
 * Exact Shapley values: every coalition once, 2^players of them for each background row.
 */
export function exactShapley(game: ShapleyGame): Attribution {
  const { worths, order } = coalitionWorths(game);
  const points = shapleyValues(worths, order);
  return { base: worths[0], probability: worths[worths.length - 1], points, standardErrors: null };
}

/**
 * Shapley values of a game of which every coalition's worth is known.
 *
 * @param worths Float64Array [2^players]: bit p of an index tells whether the player at place p has joined
 * @param order [players] which player stands at each place
 * @returns Float64Array [players]
 */
export function shapleyValues(worths: Float64Array, order: readonly number[]): Float64Array {
  const players = order.length;
  const points = new Float64Array(players);
  const weightBySize = joiningWeights(players);
  for (let coalition = 0; coalition < worths.length; coalition++) {
    const weight = weightBySize[bitCount(coalition)];
    for (let place = 0; place < players; place++) {
      const bit = 1 << place;
      if (coalition & bit) continue;
      points[order[place]] += weight * (worths[coalition | bit] - worths[coalition]);
    }
  }
  return points;
}

/** @returns [players], by coalition size s: s! (n - s - 1)! / n! */
function joiningWeights(players: number): Float64Array {
  const weights = new Float64Array(players);
  weights[0] = 1 / players;
  for (let size = 1; size < players; size++) {
    weights[size] = (weights[size - 1] * size) / (players - size);
  }
  return weights;
}

export function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
