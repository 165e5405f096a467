import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkRow, loadArtifact, score, type Row } from '@churn-card/models';
import { artifactFolder } from '../../../trainer/src/artifact/artifact-folder.ts';
import { rocAuc } from '../../../trainer/src/metrics/roc.ts';
import { sampleBank } from '../../../trainer/src/sample/bank.ts';
import { readTable } from '../../../trainer/src/table/table.ts';
import { churnTrainer } from '../cli.ts';
import { recordsOf } from '../records.ts';
import { publicTable } from '../../support/public-table.ts';

const FOLDER = 'models/artifacts/bank/1';
const model = await loadArtifact(artifactFolder(FOLDER));

function checked(record: Readonly<Record<string, unknown>>): Row {
  const result = checkRow(model.spec.schema, record);
  if ('issues' in result) throw new Error(result.issues[0].message);
  return result.row;
}

/** Pearson's correlation coefficient. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = mean(a.map((value, index) => (value - meanA) * (b[index] - meanB)));
  const variance = (values: readonly number[], center: number) =>
    mean(values.map((value) => (value - center) ** 2));
  return product / Math.sqrt(variance(a, meanA) * variance(b, meanB));
}

test('the shipped model says that its customers are invented', () => {
  expect(model.spec.provenance.data).toBe('synthetic sample');
  expect(model.spec.label.horizon).toBeNull();
});

test('only what a bank can influence is said to be changeable', () => {
  const changeable = model.spec.schema.features.filter((feature) => feature.changeable);
  expect(changeable.map(({ name }) => name)).toEqual([
    'NumOfProducts',
    'HasCrCard',
    'IsActiveMember',
  ]);
});

test('the shipped model finds the true probability of customers it never saw', () => {
  const fresh = [...sampleBank({ rows: 5000, seed: 4711 })];
  const predicted = fresh.map(({ row }) => score(model, checked({ ...row })));
  const truth = fresh.map(({ trueProbability }) => trueProbability);
  expect(correlation(predicted, truth)).toBeGreaterThanOrEqual(0.95);
});

test('trained on invented customers, it still ranks the real ones', async (context) => {
  const records = recordsOf(await readTable(publicTable(context, 'churn-modelling.csv')));
  const scores = records.map((record) => score(model, checked(record)));
  const left = records.map(({ Exited }) => Number(Exited));
  expect(rocAuc(scores, Uint8Array.from(left))).toBeGreaterThanOrEqual(0.8);
});

test(
  'npm run model:bank makes the shipped model again, byte for byte',
  { timeout: 300_000 },
  async () => {
    const out = await mkdtemp(join(tmpdir(), 'model-bank-'));
    onTestFinished(() => rm(out, { recursive: true }));
    for (const args of await modelBankCommands(out)) {
      expect(await churnTrainer(args, process.cwd())).toMatchObject({ code: 0 });
    }
    const files = await readdir(FOLDER);
    expect(await readdir(join(out, 'model'))).toEqual(files);
    for (const file of files) {
      const [made, shipped] = await Promise.all([
        readFile(join(out, 'model', file)),
        readFile(join(FOLDER, file)),
      ]);
      expect(made.equals(shipped), `${file} is the same: else run npm run model:bank`).toBe(true);
    }
  },
);

/** The documented command, as words for the trainer, writing to another folder. */
async function modelBankCommands(out: string): Promise<string[][]> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    scripts: Record<string, string>;
  };
  const places = new Map([
    ['tmp/bank.csv', join(out, 'bank.csv')],
    [FOLDER, join(out, 'model')],
  ]);
  return scripts['model:bank'].split(' && ').map((command) => {
    const words = command.split(' ');
    return words.slice(words.indexOf('--') + 1).map((word) => places.get(word) ?? word);
  });
}
