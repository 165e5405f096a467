import type { ModelSpec, Row } from '@churn-card/models';
import type { Config } from './config-schema.ts';
import type { Split } from './split.ts';
import type { Table } from './table.ts';

/** What a column holds beside what the network can use. */
export interface ColumnReport {
  readonly column: string;
  readonly policy: string;
  /** Why it is left out; absent where it is used. */
  readonly reason?: string;
  /** Cells of the whole table without a value. */
  readonly missing: number;
  /** Cells outside the training part with a word that the training part does not have. */
  readonly unseen: number;
  /** Cells of the training part with a word too rare for an input of its own. */
  readonly rare: number;
}

/** Counts what is missing, unseen and rare, for every column of the table but the target. */
export function reportColumns(
  config: Config,
  table: Table,
  { schema, preprocess }: Pick<ModelSpec, 'schema' | 'preprocess'>,
  rows: readonly Row[],
  split: Split,
): ColumnReport[] {
  const held = [...split.validation, ...split.calibration, ...split.test];
  return Object.entries(config.features).map(([column, { policy, reason }]) => {
    const isUsed = schema.features.some(({ name }) => name === column);
    const encoder = preprocess.encoders.find(({ feature }) => feature === column);
    const rare = encoder?.type === 'one-hot' ? notAmong(encoder.levels, split.train) : 0;
    const seen = new Set(split.train.map((row) => rows[row][column]));
    const unseen = encoder?.type === 'one-hot' ? notAmong([...seen].map(String), held) : 0;
    return { column, policy, ...(reason && { reason }), missing: countMissing(), unseen, rare };

    function notAmong(levels: readonly string[], among: readonly number[]): number {
      const values = among.map((row) => rows[row][column]);
      return values.filter((value) => value !== null && !levels.includes(String(value))).length;
    }

    function countMissing(): number {
      if (isUsed) return rows.filter((row) => row[column] === null).length;
      let missing = 0;
      for (let row = 0; row < table.rowCount; row++) {
        const cell = table.cell(row, column).trim();
        if (cell === '' || config.missing.includes(cell)) missing++;
      }
      return missing;
    }
  });
}
