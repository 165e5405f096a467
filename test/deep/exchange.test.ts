import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadArtifact, score, uncalibratedScore } from '@churn-card/models';
import { artifactFolder } from '../../trainer/src/artifact/artifact-folder.ts';
import { csvLine } from '../../trainer/src/table/csv-line.ts';
import { MISSING_PEERS, peersPython } from '../bench/peers/python.ts';
import { churnTrainer } from '../trainer/cli.ts';
import { rowsOf, strangeBankCustomers } from '../trainer/exchange/raw-customers.ts';
import { smallBank, smallBankCsv } from '../trainer/small-bank.ts';

const SHIPPED = join(process.cwd(), 'models/artifacts/bank/1');
/** What is promised between programs that compute in 32 bits. */
const TOLERANCE = 1e-5;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-exchange-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('Keras and ONNX Runtime give 1,000 customers the probabilities of models', async (ctx) => {
  const python = peersPython() ?? ctx.skip(`Keras, ONNX Runtime: ${MISSING_PEERS}`);
  const model = await loadArtifact(artifactFolder(SHIPPED));
  const customers = strangeBankCustomers(model.spec.schema, 1000);
  const columns = Object.keys(customers[0]);
  const lines = customers.map((cells) => csvLine(Object.values(cells), ','));
  await writeFile(join(folder, 'customers.csv'), [csvLine(columns, ','), ...lines].join(''));
  for (const [format, file] of [
    ['keras-h5', 'bank.h5'],
    ['keras', 'bank.keras'],
    ['onnx', 'bank.onnx'],
  ]) {
    const args = ['export', '--model', SHIPPED, '--format', format, '--out', file];
    expect((await churnTrainer(args, folder)).code).toBe(0);
  }

  const answers = await answersOf<Record<string, number[]>>(python, 'exchange_export.py');
  const rows = rowsOf(model.spec.schema, customers);
  expect(Object.keys(answers)).toHaveLength(5);
  for (const [name, probabilities] of Object.entries(answers)) {
    const ours = name.endsWith('uncalibrated') ? uncalibratedScore : score;
    const expected = rows.map((row) => ours(model, row));
    expect(probabilities).toHaveLength(1000);
    expect(largestDifference(probabilities, expected), name).toBeLessThan(TOLERANCE);
  }
});

test('a network that was trained in Keras comes in, and says what Keras says', async (ctx) => {
  const python = peersPython() ?? ctx.skip(`Keras: ${MISSING_PEERS}`);
  const table = smallBank(1000);
  await writeFile(join(folder, 'customers.csv'), smallBankCsv(1000));
  const answers = await answersOf<number[]>(python, 'exchange_import.py');
  const { code, stderr } = await churnTrainer(
    [
      ...['import', 'net.h5', '--format', 'keras-h5', '--preprocess', 'columns.json'],
      ...['--data', 'customers.csv', '--split', 'split.json', '--out', 'imported/1'],
    ],
    folder,
  );
  expect(stderr).not.toContain('error');
  expect(code).toBe(0);

  const model = await loadArtifact(artifactFolder(join(folder, 'imported/1')));
  const names = model.spec.schema.features.map(({ name }) => name);
  const customers = answers.map((_answer, row) =>
    Object.fromEntries(names.map((name) => [name, table.cell(row, name)])),
  );
  const rows = rowsOf(model.spec.schema, customers);
  const ours = rows.map((row) => uncalibratedScore(model, row));
  expect(answers).toHaveLength(1000);
  expect(largestDifference(ours, answers)).toBeLessThan(TOLERANCE);
  expect(model.spec.provenance.versions.keras).toMatch(/^\d+\./);
});

async function answersOf<T>(python: string, script: string): Promise<T> {
  const { stdout } = await promisify(execFile)(python, [`test/bench/peers/${script}`, folder], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
    maxBuffer: 2 ** 24,
  });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as T;
}

function largestDifference(some: readonly number[], others: readonly number[]): number {
  return some.reduce((most, value, row) => Math.max(most, Math.abs(value - others[row])), 0);
}
