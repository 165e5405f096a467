/** What the cells of one column have in common. */
export interface CellFacts {
  readonly count: number;
  /** Different cells, in the order in which they come; at most `MOST_LEVELS_COUNTED`. */
  readonly levels: ReadonlySet<string>;
  /** Whether there are more of them than that. */
  readonly hasMoreLevels: boolean;
  /** Different cells by all cells that were counted for it: 1 where no two are the same. */
  readonly levelShare: number;
  /** How many are written as a number, a number with a decimal comma, a date. */
  readonly numbers: number;
  readonly decimalCommas: number;
  readonly dates: number;
  /** The first cell that is no number. */
  readonly word: string | undefined;
  /** Whether all are made of digits alone. */
  readonly isDigits: boolean;
  /** Letters in each cell, or null where they have not all the same number. */
  readonly length: number | null;
  /** Of the numbers; Infinity and -Infinity where there are none. */
  readonly min: number;
  readonly max: number;
}

/** More of them are ids or measurements anyway, and would fill the memory. */
const MOST_LEVELS_COUNTED = 100_000;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const DECIMAL_COMMA = /^[+-]?\d{1,3}(?:\.?\d{3})*,\d+$/;
const DATE = /^(?:\d{4}-\d{2}-\d{2}(?:[T ].*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?: .*)?)$/;
const DIGITS = /^\d+$/;

/** Looks at each cell once. @param cells trimmed; missing ones are left out */
export function factsOf(cells: Iterable<string>): CellFacts {
  const levels = new Set<string>();
  let [count, counted, numbers, decimalCommas, dates] = [0, 0, 0, 0, 0];
  let [min, max] = [Infinity, -Infinity];
  let word: string | undefined;
  let length: number | null | undefined;
  let isDigits = true;
  let hasMoreLevels = false;
  for (const cell of cells) {
    count++;
    if (!hasMoreLevels) hasMoreLevels = levels.size === MOST_LEVELS_COUNTED && !levels.has(cell);
    if (!hasMoreLevels) {
      levels.add(cell);
      counted++;
    }
    if (length === undefined) length = cell.length;
    else if (length !== cell.length) length = null;
    isDigits &&= DIGITS.test(cell);
    if (NUMBER.test(cell)) {
      numbers++;
      min = Math.min(min, Number(cell));
      max = Math.max(max, Number(cell));
    } else {
      word ??= cell;
      if (DATE.test(cell)) dates++;
      if (DECIMAL_COMMA.test(cell)) decimalCommas++;
    }
  }
  const levelShare = counted === 0 ? 0 : levels.size / counted;
  const words = { levels, hasMoreLevels, levelShare, word };
  return {
    count,
    ...words,
    isDigits,
    length: length ?? null,
    numbers,
    decimalCommas,
    dates,
    min,
    max,
  };
}
