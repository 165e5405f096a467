import { labelOfName, namesAnId, personalReason } from '../config/column-name.ts';
import type { ColumnConfig } from '../config/config-schema.ts';
import { MISSING, type CodedColumn } from '../data/coded-column.ts';
import { readTime, writeTime, type TimeFormat } from '../data/times.ts';
import { inferColumn } from '../config/infer-column.ts';

/** Fewer customers than this could be recognized, so they are never shown by themselves. */
export const FEWEST_SHOWN = 5;

interface Column {
  readonly name: string;
  readonly label: string;
  /** Rows in which it is missing. */
  readonly missing: number;
  /** Different values. */
  readonly distinct: number;
  /** How many cells hold a word among numbers or dates; they are counted as missing, too. */
  readonly strayWords: number;
}

/** A column of numbers, or of dates as days since 1970-01-01. */
export interface NumericColumn extends Column {
  readonly kind: 'numeric';
  readonly time: TimeFormat | null;
  /** [rows] NaN for missing */
  readonly values: Float64Array;
}

export interface WordColumn extends Column {
  readonly kind: 'words';
  /** The most frequent first; the last may stand for all the rare ones. */
  readonly words: readonly string[];
  /** How many rare words the last one stands for; 0 where it is a word of its own. */
  readonly others: number;
  /** [rows] index into `words`, or `MISSING` */
  readonly codes: Int32Array;
}

/** An id, a name or free text: only its counts may be looked at. */
export interface HiddenColumn extends Column {
  readonly kind: 'hidden';
  readonly reason: string;
}

export type ExploredColumn = NumericColumn | WordColumn | HiddenColumn;
/** A column whose values may be shown. */
export type OpenColumn = NumericColumn | WordColumn;

/** More words than this are a list that nobody reads; the rest are summed. */
const MOST_SHOWN = 30;
/** Of the cells must be numbers or dates, so that a column is read as such. */
const MOSTLY = 0.9;

/**
 * Works out what may be shown of a column and how.
 *
 * @param config what somebody has said about it; its type and label go before what the cells say
 */
export function exploreColumn(coded: CodedColumn, config?: ColumnConfig): ExploredColumn {
  const counts = countWords(coded);
  const known = counts.reduce((a, b) => a + b, 0);
  const base = {
    name: coded.name,
    label: config?.label?.en ?? labelOfName(coded.name),
    missing: coded.codes.length - known,
    distinct: coded.words.length,
    strayWords: 0,
  };
  const reason = reasonToHide(coded, known);
  if (reason) return { ...base, kind: 'hidden', reason };
  const isWords = config?.type === 'categorical' || config?.type === 'boolean';
  const reading = isWords || coded.words.length < 3 ? null : readNumbers(coded, counts, known);
  if (reading) {
    const values = new Float64Array(coded.codes.length).fill(NaN);
    let missing = 0;
    coded.codes.forEach((code, row) => {
      if (code !== MISSING) values[row] = reading.values[code];
      if (Number.isNaN(values[row])) missing++;
    });
    const strayWords = missing - base.missing;
    return { ...base, missing, strayWords, kind: 'numeric', time: reading.time, values };
  }
  return { ...base, kind: 'words', ...shortenWords(coded, counts) };
}

/** A number or a date of a column as people read it. */
export function writeValue(value: number, time: TimeFormat | null): string {
  if (time) return writeTime(Math.round(value), time);
  const rounded = Number(value.toPrecision(Math.abs(value) >= 1e5 ? 6 : 4));
  return rounded.toLocaleString('en-US', {
    maximumFractionDigits: 6,
    useGrouping: Math.abs(value) >= 1e4,
  });
}

/** Why no value may be shown, or null. Names of ids and persons go before everything else. */
function reasonToHide({ name, words, codes }: CodedColumn, known: number): string | null {
  if (namesAnId(name)) return 'is an id';
  const personal = personalReason(name);
  if (personal) return personal;
  if (words.length < 2) return null;
  const cells: string[] = [];
  for (const code of codes) if (code !== MISSING) cells.push(words[code]);
  const { policy, reason } = inferColumn(name, cells);
  if (policy !== 'drop' || !reason) return null;
  return /^(is an id|counts the rows)/.test(reason) && known > 0 ? reason : null;
}

interface Reading {
  /** [words] NaN where a word is no number */
  readonly values: Float64Array;
  readonly time: TimeFormat | null;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const DECIMAL_COMMA = /^[+-]?\d{1,3}(?:\.?\d{3})*,\d+$/;
const DATE_FORMATS = ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY'] as const;

/** The first way of writing numbers or dates that reads nearly every cell. */
function readNumbers({ words }: CodedColumn, counts: Uint32Array, known: number): Reading | null {
  const ways: { time: TimeFormat | null; read: (word: string) => number }[] = [
    { time: null, read: (word) => (NUMBER.test(word) ? Number(word) : NaN) },
    { time: null, read: readDecimalComma },
    ...DATE_FORMATS.map((time) => ({ time, read: (word: string) => readTime(word, time) ?? NaN })),
  ];
  for (const { time, read } of ways) {
    const values = Float64Array.from(words, read);
    const cells = values.reduce(
      (sum, value, word) => sum + (Number.isNaN(value) ? 0 : counts[word]),
      0,
    );
    if (cells > MOSTLY * known) return { values, time };
  }
  return null;
}

function readDecimalComma(word: string): number {
  if (DECIMAL_COMMA.test(word)) return Number(word.replaceAll('.', '').replace(',', '.'));
  return NUMBER.test(word) ? Number(word) : NaN;
}

function countWords({ words, codes }: CodedColumn): Uint32Array {
  const counts = new Uint32Array(words.length);
  for (const code of codes) if (code !== MISSING) counts[code]++;
  return counts;
}

/** The most frequent words; the rest, and all that too few customers share, become one. */
function shortenWords(
  { words, codes }: CodedColumn,
  counts: Uint32Array,
): Pick<WordColumn, 'words' | 'others' | 'codes'> {
  const order = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a]);
  const shown = order.filter((word, place) => place < MOST_SHOWN && counts[word] >= FEWEST_SHOWN);
  const others = words.length - shown.length;
  const places = new Int32Array(words.length).fill(shown.length);
  shown.forEach((word, place) => (places[word] = place));
  return {
    words: [...shown.map((word) => words[word]), ...(others > 0 ? [`${others} other`] : [])],
    others,
    codes: codes.map((code) => (code === MISSING ? MISSING : places[code])),
  };
}
