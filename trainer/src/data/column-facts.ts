import type { Preprocess } from '@churn-card/models';
import { namesAnAmount } from '../config/column-name.ts';
import type { ColumnConfig } from '../config/config-schema.ts';
import { evenlySpaced } from '../fit/rows.ts';
import type { Split } from './split.ts';
import type { Table } from '../table/table.ts';
import { aucAlone } from './alone.ts';
import { MISSING, numbersOf, type CodedColumn } from './coded-column.ts';
import { describeNumbers, type NumberFacts } from './number-facts.ts';

export interface ColumnFacts {
  readonly column: string;
  readonly policy: string;
  /** Why it is left out; absent where it is used. */
  readonly reason?: string;
  /** What its cells are: all of them numbers, or words, or nothing. */
  readonly holds: 'numbers' | 'words' | 'nothing';
  /** Cells without a value. */
  readonly missing: number;
  readonly missingShare: number;
  /** How many different values there are. */
  readonly distinct: number;
  readonly isConstant: boolean;
  /** Cells outside the training part with a word that the training part does not have. */
  readonly unseen: number;
  /** Cells of the training part with a word too rare for an input of its own. */
  readonly rare: number;
  /** Area under the ROC curve of this column alone, cross-fitted on the training part. */
  readonly aucAlone?: number;
  readonly numbers?: NumberFacts;
  readonly levels?: readonly LevelFacts[];
  readonly impossible?: Impossible;
}

interface LevelFacts {
  /** Null for empty cells. */
  readonly value: string | null;
  readonly customers: number;
  readonly left: number;
}

/** Numbers that cannot be what the name of the column says. */
interface Impossible {
  readonly why: string;
  readonly cells: number;
  /** Of the file. */
  readonly firstLine: number;
}

/** Customers of a table, or some of them. */
export interface Described {
  readonly table: Table;
  /** [rows] 1 for those who left */
  readonly left: Uint8Array;
  readonly split: Split;
}

/** More rows change no area that anybody could see. */
const MOST_RANKED = 100_000;
/** The most frequent ones are listed. */
const MOST_LEVELS = 12;
/** A value that fewer customers share says something about them rather than about the table. */
const FEWEST_CUSTOMERS = 5;

/**
 * What one column holds. Of columns that are dropped, which may be names and ids of people, only counts
 * are told.
 *
 * @param encoder how the network sees it; undefined where it does not
 */
export function describeColumn(
  column: CodedColumn,
  { policy, reason, type }: ColumnConfig,
  encoder: Preprocess['encoders'][number] | undefined,
  { table, left, split }: Described,
): ColumnFacts {
  const { name, words, codes } = column;
  const missing = codes.reduce((sum, code) => sum + Number(code === MISSING), 0);
  const numbers = type === 'categorical' ? null : numbersOf(column);
  const isTold = policy !== 'drop' && words.length > 0;
  const impossible = isTold && numbers ? findImpossible(column, numbers, table) : null;
  return {
    column: name,
    policy,
    ...(reason && { reason }),
    holds: words.length === 0 ? 'nothing' : numbersOf(column) ? 'numbers' : 'words',
    missing,
    missingShare: missing / codes.length,
    distinct: words.length,
    isConstant: words.length < 2 && missing === 0,
    ...countStrange(column, encoder, split),
    ...(isTold && { aucAlone: aucAlone(column, left, evenlySpaced(split.train, MOST_RANKED)).auc }),
    ...(isTold && numbers && type !== 'boolean' && { numbers: describeNumbers(column, numbers) }),
    ...(isTold && words.length <= 50 && { levels: describeLevels(column, left) }),
    ...(impossible && { impossible }),
  };
}

/** Words that are too rare, or new after training. Numbers cannot be either. */
function countStrange(
  { words, codes }: CodedColumn,
  encoder: Preprocess['encoders'][number] | undefined,
  split: Split,
): { unseen: number; rare: number } {
  if (encoder?.type !== 'one-hot') return { unseen: 0, rare: 0 };
  const inTraining = new Set(split.train.map((row) => codes[row]));
  const known = new Set(encoder.levels);
  const isRare = words.map((word) => !known.has(word));
  const count = (rows: readonly number[], isMeant: (code: number) => boolean) =>
    rows.reduce((sum, row) => sum + Number(codes[row] !== MISSING && isMeant(codes[row])), 0);
  const isUnseen = (code: number) => !inTraining.has(code);
  return {
    unseen: [split.validation, split.calibration, split.test].reduce(
      (sum, part) => sum + count(part, isUnseen),
      0,
    ),
    rare: count(split.train, (code) => isRare[code]),
  };
}

function describeLevels({ words, codes }: CodedColumn, left: Uint8Array): LevelFacts[] {
  const customers = new Uint32Array(words.length + 1);
  const gone = new Uint32Array(words.length + 1);
  codes.forEach((code, row) => {
    customers[code + 1]++;
    gone[code + 1] += left[row];
  });
  return Array.from(customers.keys())
    .filter((at) => customers[at] >= FEWEST_CUSTOMERS)
    .sort((a, b) => customers[b] - customers[a])
    .slice(0, MOST_LEVELS)
    .map((at) => ({
      value: at === 0 ? null : words[at - 1],
      customers: customers[at],
      left: gone[at],
    }));
}

function findImpossible(
  { name, codes }: CodedColumn,
  numbers: Float64Array,
  table: Table,
): Impossible | null {
  if (!namesAnAmount(name)) return null;
  const rows = Array.from(codes.keys()).filter(
    (row) => codes[row] !== MISSING && numbers[codes[row]] < 0,
  );
  if (rows.length === 0) return null;
  return {
    why: 'is below zero, which its name says it cannot be',
    cells: rows.length,
    firstLine: table.line(rows[0]),
  };
}
