import type { Band } from '@churn-card/models';

/**
 * Chooses the probability from which one acts: the one with the largest F1, on customers that the
 * network was not trained on and the test part does not hold. Of equal ones, the highest: fewer
 * calls for the same result.
 *
 * @param probabilities [rows] calibrated
 * @param left [rows] 1 for those who left
 */
export function fitThreshold(probabilities: readonly number[], left: readonly number[]): number {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a]);
  const all = left.reduce((sum, one) => sum + one, 0);
  let best = { f1: -1, threshold: 0.5 };
  let found = 0;
  order.forEach((row, index) => {
    found += left[row];
    const isTied = probabilities[order[index + 1]] === probabilities[row];
    const f1 = (2 * found) / (index + 1 + all);
    if (!isTied && f1 > best.f1) best = { f1, threshold: probabilities[row] };
  });
  return Math.max(roundDown(best.threshold), SMALLEST_THRESHOLD);
}

/**
 * Low, medium, high. Where nothing is given, medium starts at the base rate and high where one
 * acts; where one acts already below the base rate, medium starts at half of that.
 */
export function fitBands(
  baseRate: number,
  threshold: number,
  given?: { readonly medium: number; readonly high: number },
): Band[] {
  const medium = roundDown(baseRate < threshold ? baseRate : threshold / 2);
  const starts = given ?? { medium, high: threshold };
  return [
    { name: 'low', from: 0 },
    { name: 'medium', from: starts.medium },
    { name: 'high', from: starts.high },
  ];
}

/** Leaves room for a medium band below. */
const SMALLEST_THRESHOLD = 0.002;

/** To a tenth of a percent: a limit that people can read and repeat. */
function roundDown(probability: number): number {
  return Math.max(Math.floor(probability * 1000) / 1000, 0.001);
}
