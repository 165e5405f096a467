/** One threshold: what it finds (`recall`) against what it gets wrong (`falsePositiveRate`). */
export interface RocPoint {
  readonly threshold: number;
  readonly falsePositiveRate: number;
  readonly recall: number;
}

/**
 * The area under the ROC curve: how often a customer who left has the higher score than one who
 * stayed. Ties count half (Mann & Whitney 1947).
 *
 * @returns a number in [0, 1], or NaN where everybody left or everybody stayed
 */
export function rocAuc(scores: ArrayLike<number>, left: ArrayLike<number>): number {
  let area = 0;
  let before = { positives: 0, negatives: 0 };
  for (const step of descend(scores, left)) {
    const height = (step.positives + before.positives) / 2;
    area += (step.negatives - before.negatives) * height;
    before = step;
  }
  return area / (before.positives * before.negatives);
}

/** @returns the curve from no customer to all of them, thinned to about `points` */
export function rocPoints(
  scores: ArrayLike<number>,
  left: ArrayLike<number>,
  points = 100,
): RocPoint[] {
  const steps = descend(scores, left);
  const { positives, negatives } = steps[steps.length - 1];
  return thin(steps, points).map((step) => ({
    threshold: step.threshold,
    falsePositiveRate: step.negatives / negatives,
    recall: step.positives / positives,
  }));
}

/** How many of each kind have at least this score. */
export interface Step {
  readonly threshold: number;
  readonly positives: number;
  readonly negatives: number;
}

/** Lowers the threshold from one score to the next; equal scores are one step. */
export function descend(scores: ArrayLike<number>, left: ArrayLike<number>): Step[] {
  const order = Array.from(scores, (_, row) => row).sort((a, b) => scores[b] - scores[a]);
  const steps: Step[] = [];
  let positives = 0;
  order.forEach((row, index) => {
    positives += left[row];
    const isTied = index + 1 < order.length && scores[order[index + 1]] === scores[row];
    if (!isTied)
      steps.push({ threshold: scores[row], positives, negatives: index + 1 - positives });
  });
  return steps;
}

/** Every so-many-th step, and always the last. */
export function thin(steps: readonly Step[], points: number): Step[] {
  const stride = Math.max(1, Math.ceil(steps.length / points));
  return steps.filter((_, index) => index % stride === 0 || index === steps.length - 1);
}
