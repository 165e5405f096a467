import { sigmoid } from '@churn-card/models';

/** What a customer of each kind counts for in the loss. */
export interface ClassWeights {
  readonly left: number;
  readonly stayed: number;
}

const EQUAL_WEIGHTS: ClassWeights = { left: 1, stayed: 1 };

/**
 * Binary cross-entropy of logits, weighted by class, as a mean over customers. Worked out from the
 * logit itself, so that a very sure network neither overflows nor takes the logarithm of 0.
 */
export function meanLogLoss(
  logits: ArrayLike<number>,
  left: ArrayLike<number>,
  weights: ClassWeights = EQUAL_WEIGHTS,
): number {
  let sum = 0;
  for (let row = 0; row < logits.length; row++) {
    const logit = logits[row];
    const softplus = Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(logit, 0);
    sum += weightOf(left[row], weights) * (softplus - left[row] * logit);
  }
  return sum / logits.length;
}

/** The derivative of `meanLogLoss` by each logit. @returns Float32Array [rows] */
export function logLossGradient(
  logits: ArrayLike<number>,
  left: ArrayLike<number>,
  weights: ClassWeights = EQUAL_WEIGHTS,
): Float32Array {
  return Float32Array.from(
    logits,
    (logit, row) => (weightOf(left[row], weights) * (sigmoid(logit) - left[row])) / logits.length,
  );
}

function weightOf(left: number, weights: ClassWeights): number {
  return left === 1 ? weights.left : weights.stayed;
}
