import type { Attribution } from './attribution.ts';
import type { Model } from './model.ts';
import { featureInputs } from './preprocess.ts';
import { exactShapley } from './shapley-exact.ts';
import { sampledShapley } from './shapley-sampled.ts';
import { ShapleyGame } from './shapley-game.ts';

/**
 * Divides the distance between the average probability and this customer's among the raw
 * features: Shapley values (Shapley 1953; Lundberg & Lee 2017), interventional, of the calibrated
 * probability. The one-hot inputs of a feature move together, so a feature is one reason.
 *
 * @param inputs Float32Array [inputs], as `preprocess` gives them
 */
export function attribute(model: Model, inputs: Float32Array): Attribution {
  const { preprocess, background, calibration, explanation } = model.spec;
  const game = new ShapleyGame(
    model.network,
    calibration,
    featureInputs(preprocess),
    background,
    inputs,
  );
  return game.players <= explanation.exactUpTo
    ? exactShapley(game)
    : sampledShapley(game, explanation);
}
