import type { Table } from '../../trainer/src/table/table.ts';
import { recordAt } from '../../trainer/src/table/table-record.ts';

/** All rows of a small table. */
export function recordsOf(table: Table): Record<string, string>[] {
  return Array.from({ length: table.rowCount }, (_, row) => recordAt(table, row));
}
