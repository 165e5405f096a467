import type { Attribution } from './attribution.ts';
import type { Model } from './model.ts';
import { featureInputs } from './preprocess.ts';
import { exactShapley } from './shapley-exact.ts';
import { sampledShapley } from './shapley-sampled.ts';
import { ShapleyGame, type Player } from './shapley-game.ts';

/**
 * Divides the distance between the average probability and this customer's among the raw
 * features: Shapley values (Shapley 1953; Lundberg & Lee 2017), interventional, of the calibrated
 * probability. The one-hot inputs of a feature move together, so a feature is one reason.
 *
 * @param inputs Float32Array [inputs], as `preprocess` gives them
 * @param players which features join together; default: each one alone
 */
export function attribute(
  model: Model,
  inputs: Float32Array,
  players: readonly Player[] = eachFeature(model),
): Attribution {
  const { explanation } = model.spec;
  const game = gameOf(model, inputs, players);
  return game.players <= explanation.exactUpTo
    ? exactShapley(game)
    : sampledShapley(game, explanation);
}

export function gameOf(
  { network, spec }: Model,
  inputs: Float32Array,
  players: readonly Player[],
): ShapleyGame {
  return new ShapleyGame(network, spec.calibration, players, spec.background, inputs);
}

function eachFeature({ spec }: Model): Player[] {
  return featureInputs(spec.preprocess).map((feature) => [feature]);
}
