import { wilsonInterval } from '@churn-card/models';
import { MISSING, numbersOf, type CodedColumn } from './coded-column.ts';

/** Cells that hold one value, or anything but it, and that nearly only one kind of customer has. */
export interface OneSided {
  /** `MISSING` for empty cells, otherwise an index into the words of the column. */
  readonly code: number;
  /** Whether the cells with another value are meant. */
  readonly isOther: boolean;
  readonly kind: 'left' | 'stayed';
  /** Customers of that kind who have such a cell, and all of that kind. */
  readonly having: number;
  readonly of: number;
  /** The same of the other kind. */
  readonly othersHaving: number;
  readonly others: number;
}

/** Words that few customers have are none of a record's defaults, and too rare to prove much. */
const MOST_WORDS = 20;
/** What stands in a column of numbers where there is none. Any other number has its neighbors. */
const NO_NUMBER = [0, -1, -9, -99, -999, -9999, 999, 9999];
/** A value of hardly anybody says little about the rest, even where it is pure. */
const LEAST_SHARE = 0.1;
/**
 * So many times as frequent in one kind than in the other, with the ends of both 95 % intervals: at
 * even odds, 96 of 100 customers with the value. The strongest honest values of the public churn
 * tables (a two-year contract, which hardly anybody leaves) stay below 12.
 */
const LEAST_RATIO = 25;

/**
 * Looks for a cell that gives the outcome away: filled (or anything but "None", or 0) almost only for
 * those who left, or only for those who stayed.
 *
 * Shares within each kind are compared, not rates: where few leave, most values hold few leavers.
 *
 * @param rows which rows of the table to look at
 * @returns the clearest one, or null
 */
export function findOneSided(
  column: CodedColumn,
  left: Uint8Array,
  rows: readonly number[],
): OneSided | null {
  const { codes, words } = column;
  const stayed = new Uint32Array(words.length + 1);
  const gone = new Uint32Array(words.length + 1);
  // Missing is -1: the first place.
  for (const row of rows) (left[row] === 1 ? gone : stayed)[codes[row] + 1]++;
  const all = { left: sum(gone), stayed: sum(stayed) };
  const found = candidatesOf(column, (code) => gone[code + 1] + stayed[code + 1]).flatMap((code) =>
    [false, true].flatMap((isOther): OneSided[] => {
      const leavers = isOther ? all.left - gone[code + 1] : gone[code + 1];
      const stayers = isOther ? all.stayed - stayed[code + 1] : stayed[code + 1];
      return [
        {
          ...{ code, isOther, kind: 'left', having: leavers, of: all.left },
          ...{ othersHaving: stayers, others: all.stayed },
        },
        {
          ...{ code, isOther, kind: 'stayed', having: stayers, of: all.stayed },
          ...{ othersHaving: leavers, others: all.left },
        },
      ];
    }),
  );
  // Of equally clear ones, the one that is said in fewer words.
  const [clearest] = found
    .filter(isOneSided)
    .sort((a, b) => ratioOf(b) - ratioOf(a) || Number(isWordy(a)) - Number(isWordy(b)));
  return clearest ?? null;
}

function isWordy({ code, isOther }: OneSided): boolean {
  return isOther && code !== MISSING;
}

/** @returns codes of the values that may give the outcome away */
function candidatesOf(column: CodedColumn, count: (code: number) => number): number[] {
  const numbers = numbersOf(column);
  const codes = Array.from(column.words.keys());
  const values = numbers
    ? codes.filter((code) => NO_NUMBER.includes(numbers[code]))
    : codes.sort((a, b) => count(b) - count(a)).slice(0, MOST_WORDS);
  return [MISSING, ...values];
}

function isOneSided(cells: OneSided): boolean {
  return cells.having >= LEAST_SHARE * cells.of && ratioOf(cells) >= LEAST_RATIO;
}

/** The least that the ratio of both shares may be. */
function ratioOf({ having, of, othersHaving, others }: OneSided): number {
  return wilsonInterval(having, of).low / wilsonInterval(othersHaving, others).high;
}

/** Such as `is filled for 1869 of the 1869 who left, and for 0 of the 4720 who stayed`. */
export function describeOneSided(cells: OneSided, { words }: CodedColumn): string {
  const { code, isOther, kind, having, of, othersHaving, others } = cells;
  const otherKind = kind === 'left' ? 'stayed' : 'left';
  const cell =
    code === MISSING
      ? `is ${isOther ? 'filled' : 'empty'}`
      : `is ${isOther ? 'something else than ' : ''}${JSON.stringify(words[code])}`;
  return `${cell} for ${having} of the ${of} who ${kind}, and for ${othersHaving} of the ${others} who ${otherKind}`;
}

function sum(values: Uint32Array): number {
  return values.reduce((a, b) => a + b, 0);
}
