import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inferConfig, readSplit, readTable, train, type Report } from '../../trainer/src/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = process.env.CHURN_DATA ?? `${root}../shared/data`;
const minutes = (count: number) => count * 60_000;

/** What the command line does, on a table as it is found in public. */
async function trainOn(file: string, target: string, splitFile?: string): Promise<Report> {
  const table = await readTable(`${data}/${file}`);
  const split = splitFile ? await readSplit(`${data}/${splitFile}`, table.rowCount) : undefined;
  const { config } = inferConfig(table, target, 'tmp/real');
  const { report } = await train({ table, config, split, backend: 'wasm' });
  return report;
}

describe('tables that people know', () => {
  test(
    'churn-modelling: better than the original project, on its own split',
    async (context) => {
      if (!existsSync(`${data}/churn-modelling.csv`)) {
        context.skip('needs churn-modelling.csv (the classic 10,000-row bank file) in CHURN_DATA');
      }
      const split = 'churn-modelling.seed-split.json';
      const { test: figures, data: table } = await trainOn('churn-modelling.csv', 'Exited', split);
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
      if (!existsSync(`${data}/telco-ibm.csv`)) {
        context.skip('needs telco-ibm.csv (the 7,043-row telecom file) in CHURN_DATA');
      }
      const { test: figures, data: table } = await trainOn('telco-ibm.csv', 'Churn');
      expect(figures.rocAuc).toBeGreaterThanOrEqual(0.84);
      expect(figures.ece).toBeLessThanOrEqual(0.03);
      expect(table.columns.find(({ column }) => column === 'TotalCharges')?.missing).toBe(11);
    },
    minutes(5),
  );
});
