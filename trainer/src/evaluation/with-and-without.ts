import type { ColumnConfig, Config } from '../config/config-schema.ts';
import { fitSchema } from '../fit/schema.ts';
import { fitPipeline } from '../fit/fit-pipeline.ts';
import { logLoss } from '../metrics/probability.ts';
import { rocAuc } from '../metrics/roc.ts';
import type { Split } from '../data/split.ts';
import type { Table } from '../table/table.ts';
import { auditColumns } from './audit-groups.ts';
import { auditFairness } from './fairness.ts';

/** A quick network that sees a column, or does not. */
export interface QuickFigures {
  readonly rocAuc: number;
  readonly logLoss: number;
  /** As in `FairnessColumn`. */
  readonly alertRatio: number | null;
}

/** What it costs to keep a column from the network, and what it changes for its groups. */
export interface WithAndWithout {
  readonly column: string;
  readonly with: QuickFigures;
  readonly without: QuickFigures;
}

export interface RetrainOptions {
  readonly table: Table;
  readonly config: Config;
  readonly split: Split;
  /** [rows] 1 for those who left */
  readonly left: ArrayLike<number>;
  readonly groups?: readonly string[];
  readonly signal?: AbortSignal;
  /** @param done networks so far */
  readonly onNetwork?: (done: number, networks: number) => void;
}

/**
 * Trains one plain network as the configuration stands, and one for each audit column with that
 * column taken away, or added where the network does not see it. All are measured on the test part.
 */
export async function compareWithAndWithout(options: RetrainOptions): Promise<WithAndWithout[]> {
  const { config, table } = options;
  const columns = auditColumns(config).filter(({ column, isUsed }) => {
    return isUsed || !config.features[column].knownAfterwards;
  });
  const networks = columns.length + 1;
  options.onNetwork?.(0, networks);
  const asIs = await trainQuickly(options, config);
  const compared: WithAndWithout[] = [];
  for (const { column, isUsed } of columns) {
    options.onNetwork?.(compared.length + 1, networks);
    const changed = changeColumn(config, column, isUsed, table);
    const other = await trainQuickly(options, changed);
    const [figures, otherFigures] = [asIs, other].map(({ ratios, ...figures }) => ({
      ...figures,
      alertRatio: ratios.get(column) ?? null,
    }));
    compared.push({
      column,
      ...(isUsed
        ? { with: figures, without: otherFigures }
        : { with: otherFigures, without: figures }),
    });
  }
  return compared;
}

function changeColumn(config: Config, column: string, isUsed: boolean, table: Table): Config {
  const before = config.features[column];
  const isReady = before.type && (before.type !== 'boolean' || before.values?.length === 2);
  const type = isReady ? before.type : guessType(table, column, config.missing);
  const after: ColumnConfig = isUsed
    ? { ...before, policy: 'audit-only' }
    : { ...before, policy: 'use-but-never-a-reason', type };
  return { ...config, features: { ...config.features, [column]: after } };
}

/** A column that is kept for audits need not have a type. */
function guessType(table: Table, column: string, missing: readonly string[]) {
  for (let row = 0; row < table.rowCount; row++) {
    const cell = table.cell(row, column).trim();
    if (cell === '' || missing.includes(cell)) continue;
    if (!Number.isFinite(Number(cell))) return 'categorical';
  }
  return 'numeric';
}

async function trainQuickly(
  { table, split, left, groups, signal }: RetrainOptions,
  config: Config,
): Promise<Omit<QuickFigures, 'alertRatio'> & { ratios: Map<string, number | null> }> {
  signal?.throwIfAborted();
  const quick = { ...config, network: { ...config.network, members: 1 } };
  const { schema, rows } = fitSchema(quick, table, split.train);
  const read = { schema, rows, left, ...(groups && { groups }) };
  const { probabilityOf, threshold } = await fitPipeline(read, split, quick, { signal });
  const probabilities = split.test.map(probabilityOf);
  const testLeft = split.test.map((row) => left[row]);
  const audited = { table, rows: split.test, left: testLeft, probabilities, threshold };
  const columns = auditFairness({ ...audited, config });
  return {
    rocAuc: rocAuc(probabilities, testLeft),
    logLoss: logLoss(probabilities, testLeft),
    ratios: new Map(columns.map(({ column, alertRatio }) => [column, alertRatio])),
  };
}
