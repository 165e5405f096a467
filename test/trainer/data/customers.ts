import { seededRandom } from '../../../models/src/random.ts';
import { parseConfig } from '../../../trainer/src/config/config.ts';
import type { Config } from '../../../trainer/src/config/config-schema.ts';
import { parseTable, type Table } from '../../../trainer/src/table/table.ts';

export type CellOf = (row: number, left: 0 | 1, random: () => number) => string | number;

/** A table of customers, every so-many-th of whom left, with columns made cell by cell. */
export function customers(
  rows: number,
  columns: Record<string, CellOf>,
  leavesEvery = 4,
): { table: Table; left: Uint8Array; all: number[] } {
  const random = seededRandom(11);
  const names = Object.keys(columns);
  const left = Uint8Array.from({ length: rows }, (_, row) => Number(row % leavesEvery === 0));
  const lines = Array.from(left, (one, row) => {
    const cells = names.map((name) => columns[name](row, one === 1 ? 1 : 0, random));
    return [...cells, one].join(',');
  });
  const text = [[...names, 'Left'].join(','), ...lines].join('\n');
  return {
    table: parseTable(Buffer.from(text), 'customers.csv'),
    left,
    all: Array.from(left.keys()),
  };
}

/** A configuration that uses every column of a table but the target. */
export function useAll(table: Table, changes = ''): Config {
  const features = table.columns
    .filter((name) => name !== 'Left')
    .map((name) => `  ${name}: { policy: use, type: categorical }`);
  return parseConfig(
    `id: x\ntitle: x\ntarget: Left\npositive: 1\n${changes}\nfeatures:\n${features.join('\n')}\n`,
    'x.yaml',
  );
}
