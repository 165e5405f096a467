/** Scores of probabilities: the smaller, the better. */

/** Mean negative log-likelihood, in nats. @param probabilities inside (0, 1) */
export function logLoss(probabilities: ArrayLike<number>, left: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < left.length; row++) {
    sum -= Math.log(left[row] === 1 ? probabilities[row] : 1 - probabilities[row]);
  }
  return sum / left.length;
}

/** Mean squared distance between probability and outcome (Brier 1950). */
export function brier(probabilities: ArrayLike<number>, left: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < left.length; row++) sum += (probabilities[row] - left[row]) ** 2;
  return sum / left.length;
}
