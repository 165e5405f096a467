import type { Attribution } from './attribution.ts';
import { PairedRegression, type Solved } from './paired-regression.ts';
import { seededRandom, shuffle } from './random.ts';
import type { ShapleyGame } from './shapley-game.ts';

/** How long to sample. */
export interface Sampling {
  /** Coalitions with their complements, at most. */
  readonly coalitionPairs: number;
  /** Enough, as a probability: sampling stops where that of no player is larger. */
  readonly standardError: number;
  readonly seed: number;
}

/** Errors are looked at each time that there are so many more pairs: looking costs, too. */
const GROWTH = 1.2;

/**
 * Shapley values from random coalitions and their complements (antithetic pairs), each size as often as
 * any other, by weighted least squares over the whole background (leverage scores, Musco & Witter
 * 2025). The regression is held to the customer's probability, so `base + sum(points) = probability`
 * holds for the sample too.
 *
 * @returns with standard errors
 */
export function sampledShapley(game: ShapleyGame, sampling: Sampling): Attribution {
  const { players } = game;
  const coalitions = new PairedCoalitions(game);
  const { base, probability } = coalitions;
  const even = (probability - base) / players;
  if (players === 1)
    return { base, probability, points: Float64Array.of(even), standardErrors: null };
  const random = seededRandom(sampling.seed);
  const order = Array.from({ length: players }, (_, player) => player);
  const regression = new PairedRegression(players);
  const sizes = Math.floor(players / 2);
  // Players of whom nothing is known yet have an even share, and an error that is as large as can be.
  let solved: Solved = {
    points: new Float64Array(players),
    standardErrors: new Float64Array(players).fill(1),
  };
  let next = 2 * players;
  while (regression.pairs < sampling.coalitionPairs) {
    shuffle(order, random);
    const size = 1 + (regression.pairs % sizes);
    const members = order.slice(0, size);
    const [worth, complement] = coalitions.worths(members);
    regression.add(members, (worth - complement - (2 * size - players) * even) / 2);
    const isLast = regression.pairs === sampling.coalitionPairs;
    if (regression.pairs < next && !isLast) continue;
    next = Math.ceil(GROWTH * regression.pairs);
    solved = regression.solve() ?? solved;
    if (solved.standardErrors.every((error) => error <= sampling.standardError)) break;
  }
  const points = solved.points.map((beyond) => even + beyond);
  // What rounding leaves is nobody's: everybody bears it.
  const rest = points.reduce((sum, point) => sum - point, probability - base) / players;
  return {
    base,
    probability,
    points: points.map((point) => point + rest),
    standardErrors: solved.standardErrors,
  };
}

/** Works out a coalition and its complement together: one is added from nobody, one taken from all. */
class PairedCoalitions {
  readonly base: number;
  readonly probability: number;
  readonly #game: ShapleyGame;
  /** Float64Array [units] for each background row: the first layer where everybody has joined. */
  readonly #full: readonly Float64Array[];
  readonly #joined: Float64Array;
  readonly #layer: Float64Array;

  constructor(game: ShapleyGame) {
    this.#game = game;
    this.#joined = new Float64Array(game.units);
    this.#layer = new Float64Array(game.units);
    this.#full = Array.from({ length: game.backgroundRows }, (_, row) => {
      const layer = game.empty(row).slice();
      for (let player = 0; player < game.players; player++) game.join(player, row, layer, layer);
      return layer;
    });
    [this.base, this.probability] = this.worths([]);
  }

  /** @returns the worth of the coalition, and that of everybody else */
  worths(members: readonly number[]): [coalition: number, complement: number] {
    const game = this.#game;
    let coalition = 0;
    let complement = 0;
    for (let row = 0; row < game.backgroundRows; row++) {
      this.#joined.fill(0);
      for (const member of members) game.join(member, row, this.#joined, this.#joined);
      const [empty, full] = [game.empty(row), this.#full[row]];
      for (let unit = 0; unit < game.units; unit++) {
        this.#layer[unit] = empty[unit] + this.#joined[unit];
      }
      coalition += game.weights[row] * game.worth(this.#layer);
      for (let unit = 0; unit < game.units; unit++) {
        this.#layer[unit] = full[unit] - this.#joined[unit];
      }
      complement += game.weights[row] * game.worth(this.#layer);
    }
    return [coalition, complement];
  }
}
