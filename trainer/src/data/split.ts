import type { Config } from '../config/config-schema.ts';
import { carveStratified } from './carve.ts';
import { comesAgain } from './comes-again.ts';
import { splitByTime } from './time-split.ts';
import { readTimes } from './times.ts';
import { randomStream, sampleInOrder } from '../random.ts';
import type { Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';

/** Which rows of the table are for what, as ascending 0-based indices. */
export interface Split {
  readonly train: readonly number[];
  /** Tells training when to stop. */
  readonly validation: readonly number[];
  /** Turns scores into frequencies. */
  readonly calibration: readonly number[];
  /** Is looked at once, at the end. */
  readonly test: readonly number[];
}

/** A split that somebody else made. What it leaves out is carved from its training part. */
export interface GivenSplit {
  readonly train: readonly number[];
  readonly validation?: readonly number[];
  readonly test: readonly number[];
}

/** More customers make no figure that anybody could tell apart: the others are trained on. */
const MOST_HELD_ROWS = 200_000;

/** Divides a table as its configuration says, with the seed of that. */
export function splitTable(
  table: Table,
  left: ArrayLike<number>,
  config: Config,
  given?: GivenSplit,
): Split {
  const random = randomStream(config.seed, 'split');
  const groups = customersOf(table, config);
  const { time, timeFormat } = config.split;
  if (time === undefined) return splitRows(left, config.split, random, groups, given);
  if (given) {
    throw new TrainerError(
      'a given split and split.time both say which rows are the test part: leave out one of them',
    );
  }
  const times = readTimes(table, time, timeFormat);
  const parts = splitByTime(times, left, config.split, random, groups);
  const measured = randomStream(config.seed, 'measured');
  const kept = sampleInOrder(parts.test.length, MOST_HELD_ROWS, measured);
  const split = { ...parts, test: Array.from(kept, (at) => parts.test[at]) };
  requireBothKinds(split, left);
  return split;
}

/**
 * @returns [rows] who each row is about, or undefined where the configuration does not tell or
 *   nobody has a second row: then each row stands alone
 */
export function customersOf(table: Table, { split }: Config): string[] | undefined {
  const { group } = split;
  if (group === undefined) return undefined;
  if (!table.columns.includes(group)) {
    throw new TrainerError(
      `${table.file} has no column ${JSON.stringify(group)}, which split.group names`,
    );
  }
  const idAt = (row: number) => table.cell(row, group).trim();
  if (!comesAgain(table.rowCount, idAt)) return undefined;
  // A row without an id is about nobody else.
  return Array.from({ length: table.rowCount }, (_, row) => idAt(row) || `\0${row}`);
}

/**
 * Divides the rows so that each part has the base rate of the whole (stratified), and rows of one
 * group stay on one side.
 *
 * @param left [rows] 1 for those who left
 * @param groups [rows] rows with the same text belong together; undefined: each stands alone
 * @throws TrainerError where a part would lack one of the two kinds of customers
 */
export function splitRows(
  left: ArrayLike<number>,
  shares: Config['split'],
  random: () => number,
  groups?: readonly string[],
  given?: GivenSplit,
): Split {
  const all = Array.from({ length: left.length }, (_, row) => row);
  const carve = (rows: readonly number[], share: number) =>
    carveStratified(rows, Math.min(share, MOST_HELD_ROWS / rows.length), left, random, groups);
  const [test, rest] = given ? [given.test, given.train] : carve(all, shares.test);
  const [validation, others] = given?.validation
    ? [given.validation, rest]
    : carve(rest, shares.validation);
  // Its share, too, is one of all rows that are not in test.
  const share = given?.validation
    ? shares.calibration
    : shares.calibration / (1 - shares.validation);
  const [calibration, train] = carve(others, share);
  const split = { train, validation, calibration, test };
  requireBothKinds(split, left);
  return split;
}

/** @returns customers whom a given split has both in its test part and in another one */
export function customersOnBothSides(
  { train, validation = [], test }: GivenSplit,
  table: Table,
  config: Config,
): string[] {
  const customers = customersOf(table, config);
  if (!customers) return [];
  const known = new Set([...train, ...validation].map((row) => customers[row]));
  return [...new Set(test.map((row) => customers[row]))].filter((customer) => known.has(customer));
}

function requireBothKinds(split: Split, left: ArrayLike<number>): void {
  for (const part of ['train', 'validation', 'calibration', 'test'] as const) {
    const rows = split[part];
    const gone = rows.filter((row) => left[row] === 1).length;
    if (gone > 0 && gone < rows.length) continue;
    throw new TrainerError(
      `the ${part} part has ${rows.length} rows, ${gone} of customers who left: it needs some who left and some who stayed`,
    );
  }
}
