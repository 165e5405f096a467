import type { GivenSplit } from './split.ts';
import type { Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';

/** A table without some of its rows, and a split of the file that names the rows that remain. */
export interface Remaining {
  readonly table: Table;
  readonly split?: GivenSplit;
}

/**
 * Leaves out the rows whose target is one of some words, such as customers who have only just come
 * and can be counted neither among those who left nor among those who stayed.
 *
 * @param split of the rows as they stand in the file
 * @throws TrainerError where a word stands in no row
 */
export function leaveOutRows(
  table: Table,
  target: string,
  words: readonly string[],
  split?: GivenSplit,
): Remaining {
  if (words.length === 0 || !table.columns.includes(target)) return { table, split };
  const kept: number[] = [];
  const found = new Set<string>();
  for (let row = 0; row < table.rowCount; row++) {
    const word = table.cell(row, target).trim();
    if (words.includes(word)) found.add(word);
    else kept.push(row);
  }
  const absent = words.find((word) => !found.has(word));
  if (absent !== undefined) {
    throw new TrainerError(
      `${table.file} column ${target}: no row has ${JSON.stringify(absent)}, which is to be left out`,
    );
  }
  return {
    table: keepRows(table, Uint32Array.from(kept)),
    split: split && keepInSplit(split, kept),
  };
}

/** The same table, of these rows only. */
export function keepRows(table: Table, rows: Uint32Array): Table {
  return {
    ...table,
    rowCount: rows.length,
    cell: (row, column) => table.cell(rows[row], column),
    line: (row) => table.line(rows[row]),
  };
}

function keepInSplit(split: GivenSplit, kept: readonly number[]): GivenSplit {
  const places = new Map(kept.map((row, place) => [row, place]));
  const keep = (rows: readonly number[]) =>
    rows.map((row) => places.get(row)).filter((place) => place !== undefined);
  const { train, validation, test } = split;
  return {
    train: keep(train),
    test: keep(test),
    ...(validation && { validation: keep(validation) }),
  };
}
