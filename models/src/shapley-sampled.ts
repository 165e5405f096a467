import type { Attribution } from './attribution.ts';
import { seededRandom, shuffle } from './random.ts';
import type { ShapleyGame } from './shapley-game.ts';

/** Fewer pairs tell their own error too badly to stop by it. */
const FEWEST_PAIRS = 8;

/** How long to sample. */
export interface Sampling {
  /** At most; at least 2. */
  readonly permutationPairs: number;
  /** Enough, as a probability: sampling stops where that of no player is larger. */
  readonly standardError: number;
  readonly seed: number;
}

/**
 * Shapley values from random orders of joining, each walked forwards and backwards (antithetic
 * pairs, Mitchell et al. 2022), over the whole background. Every walk ends at the customer's
 * probability, so `base + sum(points) = probability` holds for the sample too.
 *
 * @returns with standard errors, those of the means of the pairs
 */
export function sampledShapley(
  game: ShapleyGame,
  { permutationPairs, standardError, seed }: Sampling,
): Attribution {
  const random = seededRandom(seed);
  const order = Array.from({ length: game.players }, (_, player) => player);
  const sum = new Float64Array(game.players);
  const sumOfSquares = new Float64Array(game.players);
  const gains = new Float64Array(game.players);
  const standardErrors = new Float64Array(game.players);
  let ends = { base: 0, probability: 0 };
  let pairs = 0;
  while (pairs < permutationPairs) {
    shuffle(order, random);
    gains.fill(0);
    ends = walk(game, order, gains);
    walk(game, order.toReversed(), gains);
    pairs++;
    for (let player = 0; player < game.players; player++) {
      const gain = gains[player] / 2;
      sum[player] += gain;
      sumOfSquares[player] += gain * gain;
      const average = sum[player] / pairs;
      const variance = Math.max(0, sumOfSquares[player] / pairs - average * average);
      standardErrors[player] = Math.sqrt(variance / (pairs - 1));
    }
    const isEnough = standardErrors.every((error) => error <= standardError);
    if (pairs >= FEWEST_PAIRS && isEnough) break;
  }
  const points = sum.map((total) => total / pairs);
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
