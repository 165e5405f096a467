import { averageRanks } from '../statistics/ranks.ts';
import { correlationRatio, cramersV, pearson } from '../statistics/association.ts';
import type { OpenColumn } from './explored-column.ts';

export type Measure = 'Spearman' | 'correlation ratio' | "Cramér's V";

/** How much two columns have to do with each other. */
export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly measure: Measure;
  /** From 0 to 1; null where it cannot be told. */
  readonly strength: number | null;
  /** Spearman's has a sign: whether one falls where the other grows. */
  readonly isOpposed: boolean;
}

/** More rows than this change no figure that a reader could see. */
const MOST_ROWS = 200_000;

/**
 * The association of every two columns: Spearman's rank correlation of numbers, the correlation
 * ratio of a number and words, Cramér's V corrected for bias of words.
 *
 * @returns the pairs, strongest first, and of how many rows they were made
 */
export function pairColumns(columns: readonly OpenColumn[]): {
  readonly pairs: Pair[];
  readonly rows: number;
} {
  const total = columns.length > 0 ? rowsOf(columns[0]) : 0;
  const every = Math.max(1, Math.ceil(total / MOST_ROWS));
  const sampled = columns.map((column) => sampleColumn(column, every));
  const pairs = sampled.flatMap((a, index) => sampled.slice(index + 1).map((b) => associate(a, b)));
  pairs.sort((a, b) => (b.strength ?? -1) - (a.strength ?? -1));
  return { pairs, rows: Math.ceil(total / every) };
}

type Sampled =
  | { readonly name: string; readonly values: Float64Array; readonly ranks: Float64Array }
  | { readonly name: string; readonly codes: Int32Array; readonly words: number };

function rowsOf(column: OpenColumn): number {
  return column.kind === 'numeric' ? column.values.length : column.codes.length;
}

/** Takes every so manieth row: the order of a file is seldom one of them. */
function sampleColumn(column: OpenColumn, every: number): Sampled {
  const { name } = column;
  const isTaken = (_: number, row: number) => row % every === 0;
  if (column.kind === 'words') {
    return { name, codes: column.codes.filter(isTaken), words: column.words.length };
  }
  const values = column.values.filter(isTaken);
  return { name, values, ranks: averageRanks(values) };
}

function associate(a: Sampled, b: Sampled): Pair {
  const names = { a: a.name, b: b.name };
  if ('values' in a && 'values' in b) {
    const r = pearson(a.ranks, b.ranks);
    return { ...names, measure: 'Spearman', strength: told(Math.abs(r)), isOpposed: r < 0 };
  }
  if ('codes' in a && 'codes' in b) {
    const strength = told(cramersV(a.codes, a.words, b.codes, b.words));
    return { ...names, measure: "Cramér's V", strength, isOpposed: false };
  }
  const [words, numbers] = 'codes' in a ? [a, b] : [b, a];
  const ratio =
    'codes' in words && 'values' in numbers
      ? correlationRatio(words.codes, words.words, numbers.values)
      : NaN;
  return { ...names, measure: 'correlation ratio', strength: told(ratio), isOpposed: false };
}

function told(strength: number): number | null {
  return Number.isNaN(strength) ? null : strength;
}
