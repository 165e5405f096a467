import type { ModelSpec } from '@churn-card/models';
import type { Config } from './config-schema.ts';
import type { Rows } from './fit/rows.ts';
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
  rows: Rows,
  split: Split,
): ColumnReport[] {
  const held = [...split.validation, ...split.calibration, ...split.test];
  return Object.entries(config.features).map(([column, { policy, reason }]) => {
    const isUsed = schema.features.some(({ name }) => name === column);
    const encoder = preprocess.encoders.find(({ feature }) => feature === column);
    const rare = encoder?.type === 'one-hot' ? notAmong(encoder.levels, split.train) : 0;
    const unseen = encoder?.type === 'one-hot' ? notAmong(levelsOfTraining(), held) : 0;
    return { column, policy, ...(reason && { reason }), missing: countMissing(), unseen, rare };

    function notAmong(levels: readonly string[], among: readonly number[]): number {
      const values = rows.values(column);
      const known = new Set(levels);
      return among.reduce((count, row) => {
        const value = values.at(row);
        return value === null || known.has(String(value)) ? count : count + 1;
      }, 0);
    }

    function levelsOfTraining(): string[] {
      const values = rows.values(column);
      const levels = new Set<string>();
      for (const row of split.train) levels.add(String(values.at(row)));
      return [...levels];
    }

    function countMissing(): number {
      let missing = 0;
      if (isUsed) {
        const values = rows.values(column);
        for (let row = 0; row < values.length; row++) if (values.at(row) === null) missing++;
        return missing;
      }
      for (let row = 0; row < table.rowCount; row++) {
        const cell = table.cell(row, column).trim();
        if (cell === '' || config.missing.includes(cell)) missing++;
      }
      return missing;
    }
  });
}
