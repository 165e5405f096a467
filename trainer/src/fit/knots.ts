/** More pieces follow chance rather than customers, and find nothing on the tables we know. */
const MOST_PIECES = 8;
/** Customers in a piece, where there are enough of them. */
const SMALLEST_PIECE = 64;

/**
 * Cuts a column where the rate of leaving changes most: the leaves of a decision tree on this
 * column alone (target-aware bins, Gorishniy et al. 2022), grown best first by the fall of the
 * Gini impurity (Breiman et al. 1984).
 *
 * @param values [rows] without missing ones, at least one
 * @param left [rows] 1 for those who left
 * @returns [pieces + 1], ascending: the smallest value, the cuts, the largest value; a constant
 *   column has one piece up to the next number
 */
export function fitKnots(values: readonly number[], left: ArrayLike<number>): number[] {
  const column = sortByValue(values, left);
  const { sorted } = column;
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  if (first === last) return [first, first + 1];
  const smallest = Math.min(SMALLEST_PIECE, Math.ceil(sorted.length / MOST_PIECES / 2));
  const leaves = [bestCut(column, 0, sorted.length, smallest)];
  while (leaves.length < MOST_PIECES) {
    leaves.sort((a, b) => b.fall - a.fall || a.start - b.start);
    const [{ start, end, cut, fall }] = leaves;
    if (fall <= 0) break;
    leaves.splice(0, 1, bestCut(column, start, cut, smallest), bestCut(column, cut, end, smallest));
  }
  const cuts = leaves.map(({ start }) => start).filter((start) => start > 0);
  const between = cuts.map((cut) => (sorted[cut - 1] + sorted[cut]) / 2);
  return [first, ...between.sort((a, b) => a - b), last];
}

interface Column {
  /** [rows], ascending */
  readonly sorted: Float64Array;
  /** [rows + 1], how many of those before left */
  readonly before: Float64Array;
}

/** Rows `[start, end)` and where they are cut best; a fall of 0 where they cannot be. */
interface Leaf {
  readonly start: number;
  readonly end: number;
  readonly cut: number;
  readonly fall: number;
}

function sortByValue(values: readonly number[], left: ArrayLike<number>): Column {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const before = new Float64Array(order.length + 1);
  order.forEach((row, index) => (before[index + 1] = before[index] + left[row]));
  return { sorted: Float64Array.from(order, (row) => values[row]), before };
}

function bestCut({ sorted, before }: Column, start: number, end: number, smallest: number): Leaf {
  const whole = impurity(before[end] - before[start], end - start);
  let best: Leaf = { start, end, cut: start, fall: 0 };
  for (let cut = start + smallest; cut <= end - smallest; cut++) {
    if (sorted[cut] === sorted[cut - 1]) continue;
    const parts =
      impurity(before[cut] - before[start], cut - start) +
      impurity(before[end] - before[cut], end - cut);
    if (whole - parts > best.fall + SMALLEST_FALL) {
      best = { start, end, cut, fall: whole - parts };
    }
  }
  return best;
}

/** Equal up to rounding is equal: then the first cut counts. */
const SMALLEST_FALL = 1e-9;

/** Gini impurity times customers. */
function impurity(left: number, customers: number): number {
  return (left * (customers - left)) / customers;
}
