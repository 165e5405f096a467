import { correlationRatio, cramersV, pearson } from '../statistics/association.ts';
import { averageRanks } from '../statistics/ranks.ts';
import { MISSING, numbersOf, type CodedColumn } from './coded-column.ts';

export type Measure = 'spearman' | 'correlation-ratio' | 'cramers-v';

/** Two columns that have much in common: one may stand for the other. */
export interface RelatedColumns {
  readonly columns: readonly [string, string];
  readonly measure: Measure;
  /** 0 for nothing in common, 1 where one column follows from the other. */
  readonly strength: number;
}

/** A column ready to be compared with others. */
export interface ComparableColumn {
  readonly name: string;
  /** [rows] average ranks, NaN for missing; null where the column holds words. */
  readonly ranks: Float64Array | null;
  /** [rows] which word, negative for missing. */
  readonly codes: Int32Array;
  readonly words: number;
}

/** So many words have a place of their own; the rest share one. */
const MOST_WORDS = 50;

/** @param isNumeric whether numbers are quantities in this column, and no names */
export function comparable(column: CodedColumn, isNumeric: boolean): ComparableColumn {
  const numbers = isNumeric ? numbersOf(column) : null;
  const { name, codes } = column;
  if (numbers) {
    const values = Float64Array.from(codes, (code) => (code === MISSING ? NaN : numbers[code]));
    return { name, ranks: averageRanks(values), codes, words: 0 };
  }
  const counts = new Uint32Array(column.words.length);
  for (const code of codes) if (code !== MISSING) counts[code]++;
  const places = new Int32Array(counts.length);
  Array.from(counts.keys())
    .sort((a, b) => counts[b] - counts[a])
    .forEach((word, place) => (places[word] = Math.min(place, MOST_WORDS - 1)));
  return {
    name,
    ranks: null,
    codes: codes.map((code) => (code === MISSING ? MISSING : places[code])),
    words: Math.min(counts.length, MOST_WORDS),
  };
}

/** Of ranks where a column holds numbers: one far-off value decides nothing. */
export function relate(a: ComparableColumn, b: ComparableColumn): RelatedColumns {
  const columns = [a.name, b.name] as const;
  const strengthOf = (value: number) => (Number.isNaN(value) ? 0 : Math.abs(value));
  if (a.ranks && b.ranks) {
    return { columns, measure: 'spearman', strength: strengthOf(pearson(a.ranks, b.ranks)) };
  }
  const [ranks, words] = a.ranks ? [a.ranks, b] : [b.ranks, a];
  if (ranks) {
    const ratio = correlationRatio(words.codes, words.words, ranks);
    return { columns, measure: 'correlation-ratio', strength: strengthOf(ratio) };
  }
  const v = cramersV(a.codes, a.words, b.codes, b.words);
  return { columns, measure: 'cramers-v', strength: strengthOf(v) };
}
