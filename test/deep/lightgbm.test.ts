import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configSchema, type Config } from '../../trainer/src/config/config-schema.ts';
import { leaveOutRows } from '../../trainer/src/data/leave-out.ts';
import { correctedSpread } from '../../trainer/src/evaluation/corrected-interval.ts';
import { crossValidate } from '../../trainer/src/evaluation/cross-validate.ts';
import { inferConfig } from '../../trainer/src/config/infer-config.ts';
import { readTable, type Table } from '../../trainer/src/table/table.ts';
import { readTarget } from '../../trainer/src/data/target.ts';
import { publicTable } from '../support/public-table.ts';

/** LightGBM with its defaults on the same folds and columns: lightgbm_folds.py wrote it. */
const LIGHTGBM = JSON.parse(
  readFileSync(new URL('../bench/peers/lightgbm_folds.json', import.meta.url), 'utf8'),
) as Record<string, { rows: number; columns: number; rocAuc: number[] }>;

const FOLDS = 5;

interface Given {
  readonly file: Parameters<typeof publicTable>[1];
  readonly name: string;
  readonly target: string;
  readonly drop: readonly string[];
  readonly positive?: string;
  readonly leaveOut?: readonly string[];
}

const TABLES: readonly Given[] = [
  { file: 'churn-modelling.csv', name: 'churn-modelling', target: 'Exited', drop: [] },
  { file: 'telco-ibm.csv', name: 'telco-ibm', target: 'Churn', drop: [] },
  {
    file: 'telco-maven-reasons.csv',
    name: 'telco-maven',
    target: 'Customerstatus',
    positive: 'Churned',
    leaveOut: ['Joined'],
    drop: ['City', 'Zipcode', 'Latitude', 'Longitude', 'Churncategory', 'Churnreason'],
  },
];

describe('five folds, the default setting', () => {
  test.for(TABLES)('$name: the network is at least as good as LightGBM', async (given, context) => {
    const whole = await readTable(publicTable(context, given.file));
    const { config } = inferConfig(whole, given.target, 'tmp/folds', given);
    const { table } = leaveOutRows(whole, given.target, config.leaveOut);
    const used = withEveryColumn({ ...config, leaveOut: [] });
    const lightgbm = LIGHTGBM[given.name];
    expect(table.rowCount).toBe(lightgbm.rows);
    const columns = Object.values(used.features).filter(({ policy }) => policy.startsWith('use'));
    expect(columns).toHaveLength(lightgbm.columns);

    const { figures } = await crossValidate({
      table,
      config: used,
      assignments: foldsOf(table, used),
    });
    const ours = figures.map(({ rocAuc }) => rocAuc);
    const differences = ours.map((auc, fold) => auc - lightgbm.rocAuc[fold]);
    const { mean, interval } = correctedSpread(differences, 1 / (FOLDS - 1));
    console.log(
      `${given.name}: AUC ${average(ours)}, LightGBM ${average(lightgbm.rocAuc)}, difference ` +
        `${mean.toFixed(4)} (95 %: ${interval.low.toFixed(4)} to ${interval.high.toFixed(4)})`,
    );
    expect(mean).toBeGreaterThanOrEqual(0);
  });
});

/** LightGBM was given what the trainer keeps out until somebody decides, so the network is too. */
function withEveryColumn(config: Config): Config {
  const features = Object.entries(config.features).map(([name, column]) => {
    const policy = column.policy === 'audit-only' ? 'use-but-never-a-reason' : column.policy;
    return [name, { ...column, policy }];
  });
  return configSchema.parse({ ...config, features: Object.fromEntries(features) });
}

/** The n-th customer of either kind stands in fold n modulo 5. */
function foldsOf(table: Table, { target, positive, missing }: Config): number[] {
  const seen = [0, 0];
  return Array.from(readTarget(table, target, positive, missing), (kind) => seen[kind]++ % FOLDS);
}

function average(values: readonly number[]): string {
  return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(4);
}
