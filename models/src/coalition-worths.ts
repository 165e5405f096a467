import { calibrate } from './calibration.ts';
import { CoalitionLogits } from './coalition-logits.ts';
import { DeepCoalitions } from './deep-coalitions.ts';
import type { Network } from './network.ts';
import type { ShapleyGame } from './shapley-game.ts';

/** What every coalition is worth, on average over the background. */
export interface CoalitionWorths {
  /** Float64Array [2^players]: bit p of an index tells whether the player at place p has joined. */
  readonly worths: Float64Array;
  /** [players] which player stands at each place */
  readonly order: readonly number[];
}

/** Works out all of them: networks with one hidden layer are the rule, and much the fastest. */
export function coalitionWorths(game: ShapleyGame): CoalitionWorths {
  if (game.lastLayer) return shallowWorths(game, game.lastLayer);
  return game.deepNetwork ? deepWorths(game, game.deepNetwork) : anyWorths(game);
}

function shallowWorths(
  game: ShapleyGame,
  { kernel, bias }: NonNullable<ShapleyGame['lastLayer']>,
): CoalitionWorths {
  const order = byInfluence(game, kernel.map(Math.abs));
  const coalitions = new CoalitionLogits(game.players, game.units);
  const { logits } = coalitions;
  const worths = new Float64Array(logits.length);
  for (let row = 0; row < game.backgroundRows; row++) {
    const joinings = order.map((player) => game.joining(player, row));
    coalitions.fill(game.empty(row), joinings, kernel, bias[0]);
    addWorths(game, row, logits, worths);
  }
  return { worths, order };
}

function deepWorths(game: ShapleyGame, network: Network): CoalitionWorths {
  const second = network.layers[1];
  const sizes = Float32Array.from({ length: game.units }, (_, unit) => {
    const weights = second.kernel.subarray(unit * second.units, (unit + 1) * second.units);
    return weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  });
  const order = byInfluence(game, sizes);
  const coalitions = new DeepCoalitions(game.players, network);
  const { logits } = coalitions;
  const worths = new Float64Array(logits.length);
  for (let row = 0; row < game.backgroundRows; row++) {
    coalitions.fill(
      game.empty(row),
      order.map((player) => game.joining(player, row)),
    );
    addWorths(game, row, logits, worths);
  }
  return { worths, order };
}

function addWorths(
  game: ShapleyGame,
  row: number,
  logits: Float64Array,
  worths: Float64Array,
): void {
  const weight = game.weights[row];
  for (let coalition = 0; coalition < logits.length; coalition++) {
    worths[coalition] += weight * calibrate(game.calibration, logits[coalition]);
  }
}

/**
 * Those first who move the hidden units most: the others then leave more of them settled.
 *
 * @param sizes [units] how much each unit counts
 */
function byInfluence(game: ShapleyGame, sizes: Float32Array): number[] {
  const influence = new Float64Array(game.players);
  for (let player = 0; player < game.players; player++) {
    for (let row = 0; row < game.backgroundRows; row++) {
      const added = game.joining(player, row);
      for (let unit = 0; unit < game.units; unit++) {
        influence[player] += Math.abs(added[unit]) * sizes[unit];
      }
    }
  }
  return [...influence.keys()].sort((a, b) => influence[b] - influence[a] || a - b);
}

/**
 * Walks the coalitions depth first, a player at each level, so the first layer of a coalition is its
 * parent's plus one vector, and rounding never builds up along the walk.
 */
function anyWorths(game: ShapleyGame): CoalitionWorths {
  const worths = new Float64Array(2 ** game.players);
  const layers = Array.from({ length: game.players + 1 }, () => new Float64Array(game.units));
  for (let row = 0; row < game.backgroundRows; row++) {
    game.start(row, layers[0]);
    walk(game, row, 0, 0, 0, layers, worths);
  }
  return { worths, order: Array.from({ length: game.players }, (_, player) => player) };
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
