import type { TrackRecord } from '@churn-card/models';

/** Finer where most customers are. */
const EDGES = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** Bins with fewer customers are joined to a neighbor. */
const SMALLEST_BIN = 50;

/**
 * Counts what became of customers with each score: the reliability table of the test part.
 *
 * @param probabilities [rows] of the test part, calibrated
 * @param left [rows] 1 for those who left
 */
export function fitTrackRecord(
  probabilities: ArrayLike<number>,
  left: ArrayLike<number>,
): TrackRecord {
  const bins = EDGES.slice(1).map((to, index) => ({
    from: EDGES[index],
    to,
    customers: 0,
    left: 0,
  }));
  for (let row = 0; row < probabilities.length; row++) {
    const bin = bins.findLast(({ from }) => probabilities[row] >= from) ?? bins[0];
    bin.customers++;
    bin.left += left[row];
  }
  const merged: typeof bins = [];
  for (const bin of bins) {
    const before = merged.at(-1);
    if (before && before.customers < SMALLEST_BIN) merged[merged.length - 1] = join(before, bin);
    else merged.push(bin);
  }
  const last = merged.at(-1);
  const before = merged.at(-2);
  if (last && before && last.customers < SMALLEST_BIN) merged.splice(-2, 2, join(before, last));
  return merged;
}

type Bin = TrackRecord[number];

function join(a: Bin, b: Bin): Bin {
  return { from: a.from, to: b.to, customers: a.customers + b.customers, left: a.left + b.left };
}
