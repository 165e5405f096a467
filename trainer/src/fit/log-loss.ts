import { sigmoid } from '@churn-card/models';

/** What a customer of each kind counts for in the loss. */
export interface ClassWeights {
  readonly left: number;
  readonly stayed: number;
  /** How much less those count who are judged rightly already (gamma of the focal loss); else 0. */
  readonly focusing?: number;
}

const EQUAL_WEIGHTS: ClassWeights = { left: 1, stayed: 1 };

/**
 * Binary cross-entropy of logits, weighted by class, as a mean over customers. Worked out from the
 * logit itself, so that a very sure network neither overflows nor takes the logarithm of 0. With
 * `focusing`, it is the focal loss (Lin et al. 2017).
 */
export function meanLogLoss(
  logits: ArrayLike<number>,
  left: ArrayLike<number>,
  weights: ClassWeights = EQUAL_WEIGHTS,
): number {
  const { focusing = 0 } = weights;
  let sum = 0;
  for (let row = 0; row < logits.length; row++) {
    const logit = logits[row];
    const share = left[row];
    if (share > 0) sum += share * weights.left * sigmoid(-logit) ** focusing * softplus(-logit);
    if (share < 1)
      sum += (1 - share) * weights.stayed * sigmoid(logit) ** focusing * softplus(logit);
  }
  return sum / logits.length;
}

/** The derivative of `meanLogLoss` by each logit. @returns Float32Array [rows] */
export function logLossGradient(
  logits: ArrayLike<number>,
  left: ArrayLike<number>,
  weights: ClassWeights = EQUAL_WEIGHTS,
): Float32Array {
  const { focusing = 0 } = weights;
  return Float32Array.from(logits, (logit, row) => {
    const share = left[row];
    const down = share > 0 ? share * weights.left * slope(-logit, focusing) : 0;
    const up = share < 1 ? (1 - share) * weights.stayed * slope(logit, focusing) : 0;
    return (up - down) / logits.length;
  });
}

/** The derivative of `sigmoid(x) ** focusing * softplus(x)`. */
function slope(x: number, focusing: number): number {
  const wrong = sigmoid(x);
  return wrong ** focusing * (wrong + focusing * (1 - wrong) * softplus(x));
}

/** `log(1 + exp(x))` */
function softplus(x: number): number {
  return Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0);
}
