import { describe, expect, test, type TestContext } from 'vitest';
import { inferConfig, readSplit, readTable, train } from '../../trainer/src/index.ts';
import { publicTable } from '../support/public-table.ts';

const minutes = (count: number) => count * 60_000;
type File = Parameters<typeof publicTable>[1];

/** What the command line does, on a table as it is found in public. */
async function trainOn(context: TestContext, file: File, target: string, splitFile?: File) {
  const table = await readTable(publicTable(context, file));
  const split = splitFile
    ? await readSplit(publicTable(context, splitFile), table.rowCount)
    : undefined;
  const { config } = inferConfig(table, target, 'tmp/real');
  const { report } = await train({ table, config, split, backend: 'wasm' });
  return report;
}

describe('tables that people know', () => {
  test(
    'churn-modelling: better than the original project, on its own split',
    async (context) => {
      const split = 'churn-modelling.seed-split.json';
      const { test: figures, data: table } = await trainOn(
        context,
        'churn-modelling.csv',
        'Exited',
        split,
      );
      expect(figures.n).toBe(2000);
      expect(figures.rocAuc).toBeGreaterThanOrEqual(0.86);
      expect(figures.logLoss).toBeLessThanOrEqual(0.34);
      expect(figures.ece).toBeLessThanOrEqual(0.03);
      const left = table.columns
        .filter(({ policy }) => policy !== 'use')
        .map(({ column }) => column);
      expect(left).toEqual(['RowNumber', 'CustomerId', 'Surname', 'Gender']);
    },
    minutes(5),
  );

  test(
    'telco: as good as logistic regression, and its blank cells are counted',
    async (context) => {
      const { test: figures, data: table } = await trainOn(context, 'telco-ibm.csv', 'Churn');
      expect(figures.rocAuc).toBeGreaterThanOrEqual(0.84);
      expect(figures.ece).toBeLessThanOrEqual(0.03);
      expect(table.columns.find(({ column }) => column === 'TotalCharges')?.missing).toBe(11);
    },
    minutes(5),
  );
});
