import { sigmoid } from '@churn-card/models';
import type { Examples } from '../fit/examples.ts';
import { logLoss } from '../metrics/probability.ts';
import { minimize } from './lbfgs.ts';

/** One weight for each input, and the bias behind them: Float64Array [inputs + 1] */
export type Weights = Float64Array;

/**
 * Logistic regression on the network's own inputs: mean log-loss plus `l2 / 2` times the squared
 * weights, the bias left free.
 *
 * @param start from where to go down; default: zero
 * @param flat how near to the minimum: no part of the gradient is larger
 */
export function fitLogisticRegression(
  { inputs, left, width }: Examples,
  l2: number,
  start: Weights = new Float64Array(width + 1),
  flat = 1e-6,
): Weights {
  const rows = left.length;
  return minimize(
    (weights, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (let row = 0; row < rows; row++) {
        const logit = logitOf(weights, inputs, row * width, width);
        loss += Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(logit, 0) - left[row] * logit;
        const error = (sigmoid(logit) - left[row]) / rows;
        for (let input = 0; input < width; input++) {
          gradient[input] += error * inputs[row * width + input];
        }
        gradient[width] += error;
      }
      loss /= rows;
      for (let input = 0; input < width; input++) {
        loss += (l2 / 2) * weights[input] ** 2;
        gradient[input] += l2 * weights[input];
      }
      return loss;
    },
    start,
    flat,
  );
}

/** @returns probabilities inside (0, 1), one for each customer */
export function predictLogistic(
  weights: Weights,
  { inputs, left, width }: Pick<Examples, 'inputs' | 'left' | 'width'>,
): number[] {
  return Array.from(left, (_, row) => {
    return clamp(sigmoid(logitOf(weights, inputs, row * width, width)));
  });
}

const STRENGTHS = [1e-1, 1e-2, 1e-3, 1e-4];
/** Near enough to tell which strength is best. */
const ROUGHLY = 1e-3;

/** @returns the strength of `STRENGTHS` with the smallest log-loss on validation */
export function chooseL2(train: Examples, validation: Examples): number {
  let best = { l2: STRENGTHS[0], loss: Infinity };
  let weights: Weights | undefined;
  for (const l2 of STRENGTHS) {
    weights = fitLogisticRegression(train, l2, weights, ROUGHLY);
    const loss = logLoss(predictLogistic(weights, validation), validation.left);
    if (loss < best.loss) best = { l2, loss };
  }
  return best.l2;
}

function logitOf(weights: Weights, inputs: Float32Array, start: number, width: number): number {
  let logit = weights[width];
  for (let input = 0; input < width; input++) logit += weights[input] * inputs[start + input];
  return logit;
}

/** A probability of 0 or 1 has no finite log-loss. */
function clamp(probability: number): number {
  return Math.min(Math.max(probability, 1e-9), 1 - 1e-9);
}
