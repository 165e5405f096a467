import { descend, thin } from './roc.ts';

export interface PrecisionRecallPoint {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
}

/**
 * The area under the precision-recall curve as average precision, without interpolation: precision
 * at each threshold, weighted by what it adds to recall (as scikit-learn's average_precision_score).
 * A model that knows nothing has the base rate.
 */
export function averagePrecision(scores: ArrayLike<number>, left: ArrayLike<number>): number {
  let sum = 0;
  let found = 0;
  for (const { positives, negatives } of descend(scores, left)) {
    sum += ((positives - found) * positives) / (positives + negatives);
    found = positives;
  }
  return sum / found;
}

/** @returns the curve from the highest threshold to the lowest, thinned to about `points` */
export function precisionRecallPoints(
  scores: ArrayLike<number>,
  left: ArrayLike<number>,
  points = 100,
): PrecisionRecallPoint[] {
  const steps = descend(scores, left);
  const all = steps[steps.length - 1].positives;
  return thin(steps, points).map(({ threshold, positives, negatives }) => ({
    threshold,
    precision: positives / (positives + negatives),
    recall: positives / all,
  }));
}
