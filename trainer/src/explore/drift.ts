import type { Times } from '../data/times.ts';
import { stabilityIndex } from '../statistics/stability-index.ts';
import { binColumn } from './bin-column.ts';
import { FEWEST_SHOWN, writeValue, type OpenColumn } from './explored-column.ts';
import { groupBy, type Group } from './group.ts';
import { dividePeriods } from './periods.ts';

/** How the table changes with time. */
export interface ExploredDrift {
  readonly column: string;
  /** Oldest first. */
  readonly periods: readonly Group[];
  readonly columns: readonly DriftingColumn[];
}

export interface DriftingColumn {
  readonly name: string;
  /** What the texts of `values` are, such as "mean" or "share of Yes". */
  readonly measure: string;
  /** [periods] null where too few customers are known */
  readonly values: readonly (string | null)[];
  /** [periods] population stability index against the first period; null as above */
  readonly psi: readonly (number | null)[];
}

const BINS = 10;

export function exploreDrift(
  columns: readonly OpenColumn[],
  times: Times,
  left: Uint8Array | null,
): ExploredDrift {
  const periods = dividePeriods(times);
  return {
    column: times.column,
    periods: groupBy(periods.labels, periods.codes, left),
    columns: columns
      // Dates move with time by themselves.
      .filter(
        (column) => column.name !== times.column && !(column.kind === 'numeric' && column.time),
      )
      .map((column) => driftOf(column, periods.codes, periods.labels.length)),
  };
}

function driftOf(column: OpenColumn, period: Int32Array, periods: number): DriftingColumn {
  const binned = binColumn(column, BINS);
  // Missing is a bin of its own: a column that stops being filled has drifted, too.
  const counts = Array.from({ length: periods }, () => new Float64Array(binned.labels.length + 1));
  binned.codes.forEach((code, row) => {
    counts[period[row]][code < 0 ? binned.labels.length : code]++;
  });
  const totals = counts.map((bins) => bins.reduce((a, b) => a + b, 0));
  const psi = counts.map((bins, index) =>
    totals[index] < FEWEST_SHOWN || totals[0] < FEWEST_SHOWN
      ? null
      : stabilityIndex(counts[0], bins),
  );
  return { name: column.name, ...valuesOf(column, period, periods), psi };
}

function valuesOf(
  column: OpenColumn,
  period: Int32Array,
  periods: number,
): Pick<DriftingColumn, 'measure' | 'values'> {
  const [sums, known] = [new Float64Array(periods), new Float64Array(periods)];
  // Of two words, the rarer one says more; of many, the most frequent.
  const word = column.kind === 'words' && column.words.length === 2 ? 1 : 0;
  period.forEach((place, row) => {
    const value = column.kind === 'numeric' ? column.values[row] : column.codes[row];
    if (Number.isNaN(value) || (column.kind === 'words' && value < 0)) return;
    known[place]++;
    sums[place] += column.kind === 'numeric' ? value : Number(value === word);
  });
  const means = Array.from(sums, (sum, place) =>
    known[place] < FEWEST_SHOWN ? null : sum / known[place],
  );
  if (column.kind === 'numeric') {
    const write = (mean: number | null) => (mean === null ? null : writeValue(mean, column.time));
    return { measure: 'mean', values: means.map(write) };
  }
  return {
    measure: `share of ${column.words[word] ?? 'none'}`,
    values: means.map((mean) => (mean === null ? null : `${(100 * mean).toFixed(1)} %`)),
  };
}
