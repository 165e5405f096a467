import { wilsonInterval } from '@churn-card/models';
import { FEWEST_SHOWN } from './explored-column.ts';

/** Some customers, and how many of them left. */
export interface Group {
  readonly label: string;
  readonly customers: number;
  /** null without a target, and where the customers are so few that one could be recognized */
  readonly left: number | null;
  /** The share that left, with its 95 % interval (Wilson 1927); null where `left` is. */
  readonly rate: { readonly share: number; readonly low: number; readonly high: number } | null;
}

export function createGroup(label: string, customers: number, left: number | null): Group {
  if (left === null || customers < FEWEST_SHOWN) {
    return { label, customers, left: null, rate: null };
  }
  const interval = wilsonInterval(left, customers);
  return { label, customers, left, rate: { share: left / customers, ...interval } };
}

/**
 * Counts the customers of each code, and those who left.
 *
 * @param codes [rows] index into `labels`; negative ones are passed over
 * @param left [rows] 1 for those who left, or null where nobody knows
 */
export function groupBy(
  labels: readonly string[],
  codes: Int32Array,
  left: Uint8Array | null,
): Group[] {
  const customers = new Float64Array(labels.length);
  const gone = new Float64Array(labels.length);
  codes.forEach((code, row) => {
    if (code < 0) return;
    customers[code]++;
    if (left) gone[code] += left[row];
  });
  return labels.map((label, index) =>
    createGroup(label, customers[index], left ? gone[index] : null),
  );
}

/** Whether the intervals of two rates have nothing in common. */
export function differ(a: Group, b: Group): boolean {
  return (
    a.rate !== null && b.rate !== null && (a.rate.low > b.rate.high || b.rate.low > a.rate.high)
  );
}
