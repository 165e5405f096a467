import { MISSING } from '../data/coded-column.ts';
import { binOf, quantileCuts } from '../statistics/quantile-cuts.ts';
import {
  FEWEST_SHOWN,
  writeValue,
  type NumericColumn,
  type OpenColumn,
  type WordColumn,
} from './explored-column.ts';

/** A column cut into few kinds of customers, each of at least `FEWEST_SHOWN` where that can be. */
export interface BinnedColumn {
  readonly labels: readonly string[];
  /** [rows] index into `labels`, or `MISSING` */
  readonly codes: Int32Array;
}

/** Cuts numbers into equally filled bins, and keeps the most frequent words. */
export function binColumn(column: OpenColumn, bins: number): BinnedColumn {
  return column.kind === 'numeric' ? binNumbers(column, bins) : binWords(column, bins);
}

function binNumbers(column: NumericColumn, bins: number): BinnedColumn {
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
  // Few numbers, such as of products, are kinds of customers; bins of equal size would mix them.
  const wanted =
    column.distinct <= 2 * bins ? [...new Set(sorted)].slice(1) : quantileCuts(sorted, bins);
  const cuts = mergeSmall(wanted, sorted);
  const starts = [0, ...cuts.map((cut) => firstNotBelow(sorted, cut)), sorted.length];
  const labels: string[] = [];
  for (let bin = 0; bin < starts.length - 1; bin++) {
    const [start, end] = [starts[bin], starts[bin + 1]];
    labels.push(labelOf(column, sorted[start], sorted[end - 1], cuts[bin - 1], cuts[bin]));
  }
  const codes = Int32Array.from(column.values, (value) =>
    Number.isNaN(value) ? MISSING : binOf(value, cuts),
  );
  return { labels, codes };
}

/** Leaves out cuts beside which too few customers would stand. */
function mergeSmall(cuts: readonly number[], sorted: Float64Array): number[] {
  const kept: number[] = [];
  let start = 0;
  for (const cut of cuts) {
    const place = firstNotBelow(sorted, cut);
    if (place - start < FEWEST_SHOWN || sorted.length - place < FEWEST_SHOWN) continue;
    kept.push(cut);
    start = place;
  }
  return kept;
}

/** Ends of the outermost bins are customers of their own, so they stay open. */
function labelOf(
  { time }: NumericColumn,
  low: number,
  high: number,
  from: number | undefined,
  to: number | undefined,
): string {
  const write = (value: number) => writeValue(value, time);
  if (low === high) return write(low);
  if (from === undefined) return to === undefined ? 'all' : `under ${write(to)}`;
  return to === undefined ? `${write(from)} and more` : `${write(from)} to ${write(high)}`;
}

function binWords(column: WordColumn, bins: number): BinnedColumn {
  const { words, others } = column;
  if (words.length <= bins) return { labels: words, codes: column.codes };
  const last = bins - 1;
  const summed = words.length - last - (others > 0 ? 1 : 0) + others;
  return {
    labels: [...words.slice(0, last), `${summed} other`],
    codes: column.codes.map((code) => Math.min(code, last)),
  };
}

/** @returns how many numbers are below a value */
function firstNotBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
