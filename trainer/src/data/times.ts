import type { Config } from '../config/config-schema.ts';
import type { Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';

export type TimeFormat = NonNullable<Config['split']['timeFormat']>;

/** When each row is from, on one scale: days since 1970-01-01, or the numbers of the column. */
export interface Times {
  readonly column: string;
  readonly format: TimeFormat;
  /** [rows] finite */
  readonly values: Float64Array;
}

/**
 * Reads the time column.
 *
 * @throws TrainerError for a cell that is no time, or days and months that nobody can tell apart
 */
export function readTimes(table: Table, column: string, format?: TimeFormat): Times {
  if (!table.columns.includes(column)) {
    throw new TrainerError(
      `${table.file} has no column ${JSON.stringify(column)}, which split.time names`,
    );
  }
  const read = format ?? inferFormat(table, column);
  const values = new Float64Array(table.rowCount);
  for (let row = 0; row < values.length; row++) {
    const cell = table.cell(row, column).trim();
    const value = readTime(cell, read);
    if (value === null) {
      throw new TrainerError(
        `${table.file}:${table.line(row)} column ${column}: must be a time written as ${read}, however: ${JSON.stringify(cell)}`,
      );
    }
    values[row] = value;
  }
  return { column, format: read, values };
}

/** @returns the time that a text writes in a format, or null */
export function readTime(text: string, format: TimeFormat): number | null {
  if (format === 'number') {
    const number = text === '' ? NaN : Number(text);
    return Number.isFinite(number) ? number : null;
  }
  if (format === 'YYYY-MM-DD') {
    const [, year, month, day, clock] = ISO.exec(text) ?? [];
    const date = year === undefined ? null : dayNumber(+year, +month, +day);
    return date === null ? null : date + partOfDay(clock);
  }
  const [, first, second, year] = SLASHED.exec(text) ?? [];
  if (year === undefined) return null;
  return format === 'DD/MM/YYYY'
    ? dayNumber(+year, +second, +first)
    : dayNumber(+year, +first, +second);
}

/** A time as people write it. */
export function writeTime(value: number, format: TimeFormat): string {
  if (format === 'number') return String(value);
  return new Date(value * DAY_MS).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const SLASHED = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: .*)?$/;

/** @returns days since 1970-01-01, or null where the calendar has no such day */
function dayNumber(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.getTime() / DAY_MS : null;
}

function partOfDay(clock = '00:00'): number {
  const [hours, minutes, seconds = 0] = clock.split(':').map(Number);
  return (hours * 3600 + minutes * 60 + seconds) / 86_400;
}

/** Tells days from months by the cells: a 13th month is a day. */
function inferFormat(table: Table, column: string): TimeFormat {
  let first = '';
  let [largestFirst, largestSecond] = [0, 0];
  for (let row = 0; row < table.rowCount; row++) {
    const cell = table.cell(row, column).trim();
    if (cell === '') continue;
    if (first === '') first = cell;
    const [, one, two] = SLASHED.exec(cell) ?? [];
    largestFirst = Math.max(largestFirst, Number(one ?? 0));
    largestSecond = Math.max(largestSecond, Number(two ?? 0));
  }
  if (ISO.test(first)) return 'YYYY-MM-DD';
  if (!SLASHED.test(first)) return 'number';
  if (largestFirst > 12) return 'DD/MM/YYYY';
  if (largestSecond > 12) return 'MM/DD/YYYY';
  throw new TrainerError(
    `${table.file} column ${column}: nobody can tell whether ${JSON.stringify(first)} starts with the day or with the month: say --time-format DD/MM/YYYY or MM/DD/YYYY (split.timeFormat in the configuration)`,
  );
}
