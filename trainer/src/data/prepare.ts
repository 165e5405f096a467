import type { Config } from '../config/config-schema.ts';
import { findLeaks, refuseLeaks, warnOfLeaks, type Leak } from './leakage.ts';
import { leaveOutRows } from './leave-out.ts';
import { requireEnoughInParts, requireEnoughRows } from './minimum-data.ts';
import { describePoorColumns } from './poor-columns.ts';
import { fitSchema } from '../fit/schema.ts';
import type { ReadTable } from '../fit/fit-pipeline.ts';
import { customersOf, splitTable, type GivenSplit, type Split } from './split.ts';
import type { Table } from '../table/table.ts';
import { readTarget } from './target.ts';

/** A table that one may learn from, and how it is divided. */
export interface Prepared {
  /** Without the rows that the configuration leaves out. */
  readonly table: Table;
  /** [rows] 1 for those who left */
  readonly left: Uint8Array;
  readonly split: Split;
  /** Read with a schema that is fitted on the training part. */
  readonly customers: ReadTable;
  readonly leaks: readonly Leak[];
  /** What the data make doubtful, a sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Divides and reads a table, and refuses one that no honest model can come from.
 *
 * @param given a split of the rows as they stand in the file
 * @throws TrainerError where table, configuration and split do not go together, there are too few
 *   customers, or a column tells who left
 */
export function prepare(file: Table, config: Config, given?: GivenSplit): Prepared {
  const { table, split: kept } = leaveOutRows(file, config.target, config.leaveOut, given);
  const left = readTarget(table, config.target, config.positive, config.missing);
  requireEnoughRows(left, table.file);
  const split = splitTable(table, left, config, kept);
  const { schema, rows } = fitSchema(config, table, split.train);
  requireEnoughInParts(left, split, config, table.file);
  const leaks = findLeaks(table, config, left, split.train);
  refuseLeaks(leaks, table.file);
  const warnings = [...warnOfLeaks(leaks), ...describePoorColumns(table, config, split.train)];
  const customers = { schema, rows, left, groups: customersOf(table, config) };
  return { table, left, split, customers, leaks, warnings };
}
