/** How many customers of each kind have which probability: enough for a table at any threshold. */
export interface ScoreCounts {
  /** [bins] those who left, with probabilities in `[bin / bins, (bin + 1) / bins)` */
  readonly left: readonly number[];
  /** [bins] those who stayed */
  readonly stayed: readonly number[];
}

const BINS = 200;

/** @param left [rows] 1 for those who left */
export function countScores(
  probabilities: ArrayLike<number>,
  left: ArrayLike<number>,
): ScoreCounts {
  const counts = { left: new Array<number>(BINS).fill(0), stayed: new Array<number>(BINS).fill(0) };
  for (let row = 0; row < left.length; row++) {
    const bin = Math.min(Math.floor(probabilities[row] * BINS), BINS - 1);
    counts[left[row] === 1 ? 'left' : 'stayed'][bin]++;
  }
  return counts;
}
