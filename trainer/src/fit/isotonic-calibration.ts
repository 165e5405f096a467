import type { IsotonicCalibration } from '@churn-card/models';
import { fitPlatt } from './platt-scaling.ts';

/** Fewer customers tell a rate too badly, and would show through the points. */
const SMALLEST_GROUP = 50;
/** More points would follow chance. */
const MOST_GROUPS = 100;
/** Beyond this a probability is at its bounds anyway. */
const LARGEST_LOGIT = 50;
/** Points of an artifact are this far apart at least. */
const SMALLEST_GAP = 1e-9;

/**
 * Fits a rising curve from logits to rates (Zadrozny & Elkan 2002): customers are grouped by their
 * logits, neighbors whose rates do not rise are joined (pool adjacent violators, Ayer et al. 1955),
 * and straight lines join the middles of the groups (centered isotonic regression, Oron & Flournoy
 * 2017). Beyond the first and the last group, the line of Platt scaling goes on to the farthest
 * customer.
 *
 * @param logits [rows] of the network
 * @param left [rows] 1 for those who left
 * @returns null where there are too few customers for two groups
 */
export function fitIsotonic(
  logits: ArrayLike<number>,
  left: ArrayLike<number>,
  spread: number = Infinity,
): IsotonicCalibration | null {
  const groups = pool(groupByLogit(logits, left));
  if (groups.length < 2) return null;
  const { temperature } = fitPlatt(logits, left, spread);
  const first = groups[0];
  const last = groups[groups.length - 1];
  const [low, high] = [first.lowest, last.highest];
  const ends = {
    low: calibratedOf(first) - (middleOf(first) - low) / temperature,
    high: calibratedOf(last) + (high - middleOf(last)) / temperature,
  };
  const points = [
    { logit: low, calibrated: ends.low },
    ...groups.map((group) => ({ logit: middleOf(group), calibrated: calibratedOf(group) })),
    { logit: high, calibrated: ends.high },
  ].filter(({ logit }, index, all) => index === 0 || logit > all[index - 1].logit + SMALLEST_GAP);
  return {
    method: 'isotonic',
    logits: points.map(({ logit }) => logit),
    calibrated: points.map(({ calibrated }) =>
      Math.min(Math.max(calibrated, -LARGEST_LOGIT), LARGEST_LOGIT),
    ),
  };
}

interface Group {
  readonly customers: number;
  readonly left: number;
  /** Sum of the logits. */
  readonly sum: number;
  readonly lowest: number;
  readonly highest: number;
  /** Share who left among all, which counts as one more customer: a rate is never 0 or 1. */
  readonly baseRate: number;
}

/** Groups of about equally many customers, by rising logit; equal logits are in one group. */
function groupByLogit(logits: ArrayLike<number>, left: ArrayLike<number>): Group[] {
  const rows = Array.from(logits, (_, row) => row).sort((a, b) => logits[a] - logits[b]);
  const size = Math.max(SMALLEST_GROUP, Math.ceil(rows.length / MOST_GROUPS));
  const gone = rows.reduce((sum, row) => sum + left[row], 0);
  // One of each kind more, so that a table of one kind has a rate, too.
  const baseRate = (gone + 1) / (rows.length + 2);
  const groups: Group[] = [];
  let start = 0;
  while (start < rows.length) {
    let end = Math.min(start + size, rows.length);
    while (end < rows.length && logits[rows[end]] === logits[rows[end - 1]]) end++;
    if (rows.length - end < size) end = rows.length;
    const members = rows.slice(start, end);
    groups.push({
      customers: members.length,
      left: members.reduce((sum, row) => sum + left[row], 0),
      sum: members.reduce((sum, row) => sum + logits[row], 0),
      lowest: logits[members[0]],
      highest: logits[members[members.length - 1]],
      baseRate,
    });
    start = end;
  }
  return groups;
}

/** Joins neighbors until the rates rise. */
function pool(groups: readonly Group[]): Group[] {
  const pooled: Group[] = [];
  for (const group of groups) {
    let joined = group;
    let before = pooled.at(-1);
    while (before && rateOf(before) >= rateOf(joined)) {
      joined = join(before, joined);
      pooled.pop();
      before = pooled.at(-1);
    }
    pooled.push(joined);
  }
  return pooled;
}

function join(a: Group, b: Group): Group {
  return {
    customers: a.customers + b.customers,
    left: a.left + b.left,
    sum: a.sum + b.sum,
    lowest: a.lowest,
    highest: b.highest,
    baseRate: a.baseRate,
  };
}

function rateOf({ customers, left, baseRate }: Group): number {
  return (left + baseRate) / (customers + 1);
}

function middleOf({ sum, customers }: Group): number {
  return sum / customers;
}

function calibratedOf(group: Group): number {
  const rate = rateOf(group);
  return Math.log(rate / (1 - rate));
}
