/** Counts at one threshold: a customer at or above it is expected to leave. */
export interface Confusion {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

export interface Rates {
  readonly accuracy: number;
  /** Share of those expected to leave who left; 0 where nobody is expected to. */
  readonly precision: number;
  /** Share of those who left who were expected to. */
  readonly recall: number;
  readonly f1: number;
}

export function confusionAt(
  threshold: number,
  probabilities: ArrayLike<number>,
  left: ArrayLike<number>,
): Confusion {
  const counts = [0, 0, 0, 0];
  for (let row = 0; row < left.length; row++) {
    counts[2 * Number(probabilities[row] >= threshold) + left[row]]++;
  }
  const [trueNegatives, falseNegatives, falsePositives, truePositives] = counts;
  return { threshold, truePositives, falsePositives, falseNegatives, trueNegatives };
}

export function ratesOf(confusion: Confusion): Rates {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = confusion;
  const all = truePositives + falsePositives + falseNegatives + trueNegatives;
  return {
    accuracy: (truePositives + trueNegatives) / all,
    precision: ratio(truePositives, truePositives + falsePositives),
    recall: ratio(truePositives, truePositives + falseNegatives),
    f1: ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
