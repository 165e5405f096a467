/** The notebook as a file: its cells, and what stands below them. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

export const NOTEBOOK = resolve('demo/notebooks/bank-churn.ipynb');

const output = z.object({
  output_type: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.object()])).optional(),
});

const cell = z.object({
  cell_type: z.enum(['code', 'markdown']),
  source: z.array(z.string()),
  execution_count: z.number().nullable().optional(),
  outputs: z.array(output).optional(),
});

const notebook = z.object({ cells: z.array(cell), nbformat: z.literal(4) });

export type Cell = z.output<typeof cell>;

/** @returns its code cells, in order */
export function codeCells(file: string): Cell[] {
  const { cells } = notebook.parse(JSON.parse(readFileSync(file, 'utf8')));
  return cells.filter(({ cell_type: type }) => type === 'code');
}
