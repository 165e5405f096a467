import type { Attribution } from './attribution.ts';
import type { ShapleyGame } from './shapley-game.ts';

/**
 * Exact Shapley values: every coalition once, 2^players of them for each background row.
 *
 * Coalitions are walked depth first, a player at each level, so the first layer of a coalition is
 * its parent's plus one vector, and rounding never builds up along the walk.
 */
export function exactShapley(game: ShapleyGame): Attribution {
  const worths = coalitionWorths(game);
  const points = new Float64Array(game.players);
  const weightBySize = joiningWeights(game.players);
  for (let coalition = 0; coalition < worths.length; coalition++) {
    const weight = weightBySize[bitCount(coalition)];
    for (let player = 0; player < game.players; player++) {
      const bit = 1 << player;
      if (coalition & bit) continue;
      points[player] += weight * (worths[coalition | bit] - worths[coalition]);
    }
  }
  return { base: worths[0], probability: worths[worths.length - 1], points, standardErrors: null };
}

/** @returns Float64Array [2^players], the average worth of each coalition over the background */
function coalitionWorths(game: ShapleyGame): Float64Array {
  const worths = new Float64Array(2 ** game.players);
  const layers = Array.from({ length: game.players + 1 }, () => new Float64Array(game.units));
  for (let row = 0; row < game.backgroundRows; row++) {
    game.start(row, layers[0]);
    walk(game, row, 0, 0, 0, layers, worths);
  }
  return worths;
}

/** @param depth how many players have joined, which is also where in `layers` the result stands */
function walk(
  game: ShapleyGame,
  row: number,
  player: number,
  coalition: number,
  depth: number,
  layers: readonly Float64Array[],
  worths: Float64Array,
): void {
  if (player === game.players) {
    worths[coalition] += game.weights[row] * game.worth(layers[depth]);
    return;
  }
  walk(game, row, player + 1, coalition, depth, layers, worths);
  game.join(player, row, layers[depth], layers[depth + 1]);
  walk(game, row, player + 1, coalition | (1 << player), depth + 1, layers, worths);
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

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
