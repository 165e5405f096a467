import { rocAuc } from '../metrics/roc.ts';
import { MISSING, numbersOf, type CodedColumn } from './coded-column.ts';

/** What one column tells alone about who left. */
export interface Alone {
  /** Of rates that were learned on other rows: 0.5 is nothing. */
  readonly auc: number;
  /** The lower end of its 95 % interval. */
  readonly low: number;
}

const FOLDS = 5;
const MOST_BINS = 64;
/** A level counts as if so many average customers stood in it, too: one customer proves nothing. */
const PRIOR_CUSTOMERS = 5;

/**
 * How well one column ranks customers by the rate of leaving among those with its value. The rate of
 * a row comes from the other folds (target encoding, cross-fitted: Micci-Barreca 2001), so that ids
 * and rare words, which know only themselves, tell nothing.
 *
 * @param left [table rows] 1 for those who left
 * @param rows which of them to look at; some left and some stayed
 */
export function aucAlone(column: CodedColumn, left: Uint8Array, rows: readonly number[]): Alone {
  const bins = binsOf(column, rows);
  const folds = foldsOf(left, rows);
  const [counts, gone] = [new Float64Array(bins.count), new Float64Array(bins.count)];
  const inFold = Array.from({ length: FOLDS }, () => ({
    counts: new Float64Array(bins.count),
    gone: new Float64Array(bins.count),
  }));
  rows.forEach((row, index) => {
    const bin = bins.of(row);
    counts[bin]++;
    gone[bin] += left[row];
    inFold[folds[index]].counts[bin]++;
    inFold[folds[index]].gone[bin] += left[row];
  });
  // One base rate for all folds: one for each would tell the fold, and so something of the row.
  const base = sum(gone) / rows.length;
  const scores = rows.map((row, index) => {
    const bin = bins.of(row);
    const mine = inFold[folds[index]];
    const others = counts[bin] - mine.counts[bin];
    return (gone[bin] - mine.gone[bin] + PRIOR_CUSTOMERS * base) / (others + PRIOR_CUSTOMERS);
  });
  const outcomes = rows.map((row) => left[row]);
  const auc = rocAuc(scores, outcomes);
  const positives = sum(gone);
  return { auc, low: auc - 1.96 * standardError(auc, positives, rows.length - positives) };
}

/** Of an area under the ROC curve (Hanley & McNeil 1982, equation 2). */
export function standardError(auc: number, positives: number, negatives: number): number {
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  const variance =
    auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc);
  return Math.sqrt(Math.max(0, variance) / (positives * negatives));
}

interface Bins {
  readonly count: number;
  readonly of: (row: number) => number;
}

/** Words, or numbers of about the same rank where there are many; the last bin is for missing. */
function binsOf(column: CodedColumn, rows: readonly number[]): Bins {
  const { codes, words } = column;
  const numbers = words.length > MOST_BINS ? numbersOf(column) : null;
  const binOfWord = numbers ? rankBins(numbers, codes, rows) : null;
  const last = binOfWord ? MOST_BINS : words.length;
  return {
    count: last + 1,
    of: (row) => {
      const code = codes[row];
      if (code === MISSING) return last;
      return binOfWord ? binOfWord[code] : code;
    },
  };
}

/** @returns [words] which of `MOST_BINS` equally filled bins a number is in */
function rankBins(numbers: Float64Array, codes: Int32Array, rows: readonly number[]): Uint8Array {
  const counts = new Uint32Array(numbers.length);
  for (const row of rows) if (codes[row] !== MISSING) counts[codes[row]]++;
  const order = Array.from(numbers.keys()).sort((a, b) => numbers[a] - numbers[b]);
  const total = counts.reduce((a, b) => a + b, 0);
  const bins = new Uint8Array(numbers.length);
  let before = 0;
  for (const word of order) {
    bins[word] = Math.min(MOST_BINS - 1, Math.floor((MOST_BINS * before) / Math.max(1, total)));
    before += counts[word];
  }
  return bins;
}

/** Deals those who left and those who stayed round the folds, each in the order of the table. */
function foldsOf(left: Uint8Array, rows: readonly number[]): Uint8Array {
  const dealt = [0, 0];
  return Uint8Array.from(rows, (row) => dealt[left[row]]++ % FOLDS);
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
