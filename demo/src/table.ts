/** A table as the demo's own file has it: commas, no quotes, a header. */
export interface Table {
  readonly columns: readonly string[];
  /** [rows][columns] */
  readonly rows: readonly (readonly string[])[];
}

export function readTable(text: string): Table {
  const [columns, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return { columns, rows };
}

export function writeTable({ columns, rows }: Table): string {
  return [columns, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}

export function dropColumns({ columns, rows }: Table, names: readonly string[]): Table {
  const keep = (_cell: string, index: number) => !names.includes(columns[index]);
  return { columns: columns.filter(keep), rows: rows.map((cells) => cells.filter(keep)) };
}
