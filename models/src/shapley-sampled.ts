import type { Attribution } from './attribution.ts';
import { seededRandom, shuffle } from './random.ts';
import type { ShapleyGame } from './shapley-game.ts';

/**
 * Shapley values from random orders of joining, each walked forwards and backwards (antithetic
 * pairs, Mitchell et al. 2022), over the whole background. Every walk ends at the customer's
 * probability, so `base + sum(points) = probability` holds for the sample too.
 *
 * @param pairs at least 2; the standard error is that of their mean
 */
export function sampledShapley(game: ShapleyGame, pairs: number, seed: number): Attribution {
  const random = seededRandom(seed);
  const order = Array.from({ length: game.players }, (_, player) => player);
  const sum = new Float64Array(game.players);
  const sumOfSquares = new Float64Array(game.players);
  const gains = new Float64Array(game.players);
  let ends = { base: 0, probability: 0 };
  for (let pair = 0; pair < pairs; pair++) {
    shuffle(order, random);
    gains.fill(0);
    ends = walk(game, order, gains);
    walk(game, order.toReversed(), gains);
    for (let player = 0; player < game.players; player++) {
      const gain = gains[player] / 2;
      sum[player] += gain;
      sumOfSquares[player] += gain * gain;
    }
  }
  const points = sum.map((total) => total / pairs);
  const standardErrors = points.map((mean, player) => {
    const variance = Math.max(0, sumOfSquares[player] / pairs - mean * mean) / (pairs - 1);
    return Math.sqrt(variance);
  });
  return { ...ends, points, standardErrors };
}

/** Adds what each player gains the coalition when joining in this order. @param gains [players] */
function walk(
  game: ShapleyGame,
  order: readonly number[],
  gains: Float64Array,
): { base: number; probability: number } {
  const layer = new Float64Array(game.units);
  let base = 0;
  let probability = 0;
  for (let row = 0; row < game.backgroundRows; row++) {
    game.start(row, layer);
    let worth = game.worth(layer);
    base += game.weights[row] * worth;
    for (const player of order) {
      game.join(player, row, layer, layer);
      const next = game.worth(layer);
      gains[player] += game.weights[row] * (next - worth);
      worth = next;
    }
    probability += game.weights[row] * worth;
  }
  return { base, probability };
}
