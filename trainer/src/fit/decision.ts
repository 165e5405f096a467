import type { Band } from '@churn-card/models';
import { descend } from '../metrics/roc.ts';
import { USUAL_RULE, type ThresholdRule } from '../config/threshold-rule.ts';

/**
 * Chooses the probability from which one acts, on customers that the network was not trained on and
 * the test part does not hold. Of equal ones, the highest: fewer calls for the same result.
 *
 * @param probabilities [rows] calibrated
 * @param left [rows] 1 for those who left
 */
export function fitThreshold(
  probabilities: readonly number[],
  left: readonly number[],
  rule: ThresholdRule = USUAL_RULE,
): number {
  return Math.max(roundDown(choose(probabilities, left, rule)), SMALLEST_THRESHOLD);
}

function choose(
  probabilities: readonly number[],
  left: readonly number[],
  rule: ThresholdRule,
): number {
  switch (rule.rule) {
    case 'cost':
      // Calling p pays where p * saveRate * customerValue is at least contactCost (Elkan 2001).
      return rule.contactCost / (rule.saveRate * rule.customerValue);
    case 'capacity':
      return bestStep(probabilities, left, ({ called }) => {
        const isPossible = called * rule.customers <= rule.calls * probabilities.length;
        return isPossible ? called : -called;
      });
    case 'recall':
      return bestStep(probabilities, left, ({ found, called, all }) => {
        // Whatever finds too few is worse than calling everybody.
        return found >= rule.target * all ? -called : found - all - probabilities.length;
      });
    case 'f-beta': {
      const weight = rule.beta ** 2;
      return bestStep(probabilities, left, ({ found, called, all }) => {
        return ((1 + weight) * found) / (called + weight * all);
      });
    }
  }
}

/** What acting from one of the probabilities means. */
interface Step {
  readonly called: number;
  /** Called, and did leave. */
  readonly found: number;
  /** All who left. */
  readonly all: number;
}

/** @returns the probability with the largest worth, of equal ones the highest */
function bestStep(
  probabilities: readonly number[],
  left: readonly number[],
  worth: (step: Step) => number,
): number {
  const all = left.reduce((sum, one) => sum + one, 0);
  let best = { worth: -Infinity, probability: 0.5 };
  for (const { threshold, positives, negatives } of descend(probabilities, left)) {
    const own = worth({ called: positives + negatives, found: positives, all });
    if (own > best.worth) best = { worth: own, probability: threshold };
  }
  return best.probability;
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
