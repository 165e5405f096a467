import type { Config } from '../config/config-schema.ts';
import type { Split } from './split.ts';
import { binOf, quantileCuts } from '../statistics/quantile-cuts.ts';
import { stabilityIndex } from '../statistics/stability-index.ts';
import type { Table } from '../table/table.ts';
import { codeColumn, MISSING, numbersOf, type CodedColumn } from './coded-column.ts';

/** How far one column has moved between the past and the test part. */
export interface Shift {
  readonly column: string;
  /** By custom, below 0.1 is little and above 0.25 is much. */
  readonly stabilityIndex: number;
}

const BINS = 10;

/** @returns the used columns of a table, those first that moved most */
export function measureShifts(table: Table, config: Config, split: Split): Shift[] {
  const past = [...split.train, ...split.validation, ...split.calibration];
  return Object.entries(config.features)
    .filter(([, { policy }]) => policy === 'use' || policy === 'use-but-never-a-reason')
    .map(([name, { type }]) => {
      const column = codeColumn(table, name, config.missing);
      const numbers = type === 'numeric' ? numbersOf(column) : null;
      const bins = numbers ? binsOfNumbers(column, numbers, past) : binsOfWords(column);
      const count = (rows: readonly number[]) => {
        // The last bin is for empty cells: that more are missing is a change, too.
        const counts = new Float64Array(bins.count + 1);
        for (const row of rows) {
          const code = column.codes[row];
          counts[code === MISSING ? bins.count : bins.of[code]]++;
        }
        return counts;
      };
      const index = stabilityIndex(count(past), count(split.test));
      return { column: name, stabilityIndex: index };
    })
    .sort((a, b) => b.stabilityIndex - a.stabilityIndex);
}

interface Bins {
  readonly count: number;
  /** [words] */
  readonly of: ArrayLike<number>;
}

/** Bins of about as many rows of the past each. */
function binsOfNumbers(
  { codes }: CodedColumn,
  numbers: Float64Array,
  past: readonly number[],
): Bins {
  const known = past.filter((row) => codes[row] !== MISSING).map((row) => numbers[codes[row]]);
  const cuts = quantileCuts(Float64Array.from(known).sort(), BINS);
  return { count: cuts.length + 1, of: numbers.map((number) => binOf(number, cuts)) };
}

function binsOfWords({ words }: CodedColumn): Bins {
  return { count: words.length, of: Array.from(words.keys()) };
}
