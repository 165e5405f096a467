import type { Table } from './table.ts';

/**
 * Column to cell of one row. Without a prototype, so that no header can mean anything else.
 *
 * @param columns which ones; without it, all
 */
export function recordAt(
  table: Table,
  row: number,
  columns: readonly string[] = table.columns,
): Record<string, string> {
  const record = Object.create(null) as Record<string, string>;
  for (const column of columns) record[column] = table.cell(row, column);
  return record;
}
