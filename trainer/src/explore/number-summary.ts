import { FEWEST_SHOWN, type NumericColumn } from './explored-column.ts';

/** A column of numbers in a few: ends are left out, as they are customers of their own. */
export interface NumberSummary {
  readonly mean: number;
  readonly deviation: number;
  /** At 1, 25, 50, 75 and 99 %; the outer two only where enough customers lie beyond them. */
  readonly quantiles: readonly { readonly percent: number; readonly value: number }[];
  readonly negative: number;
  /** The number that most rows share, and how many do. */
  readonly mode: { readonly value: number; readonly rows: number };
  /** Rows beyond three interquartile ranges from the quartiles (Tukey's "far out"). */
  readonly farOut: number;
}

export function summarizeNumbers({ values }: NumericColumn): NumberSummary {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const [low, high] = [quantile(sorted, 25), quantile(sorted, 75)];
  const reach = 3 * (high - low);
  const isFar = (value: number) => value < low - reach || value > high + reach;
  return {
    mean,
    deviation: Math.sqrt(squares / Math.max(1, sorted.length - 1)),
    quantiles: [1, 25, 50, 75, 99]
      .filter((percent) => (Math.min(percent, 100 - percent) / 100) * sorted.length >= FEWEST_SHOWN)
      .map((percent) => ({ percent, value: quantile(sorted, percent) })),
    negative: sorted.filter((value) => value < 0).length,
    mode: modeOf(sorted),
    // Where half of the rows are the same, everything else would be far out.
    farOut: reach > 0 ? sorted.filter(isFar).length : 0,
  };
}

/** Linear between the neighbors (Hyndman & Fan 1996, type 7). */
function quantile(sorted: Float64Array, percent: number): number {
  const place = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

function modeOf(sorted: Float64Array): { value: number; rows: number } {
  let mode = { value: NaN, rows: 0 };
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    if (end - start > mode.rows) mode = { value: sorted[start], rows: end - start };
  }
  return mode;
}
