import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRow, explain, loadArtifact, predict } from '@churn-card/models';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { artifactFolder, readTable } from '../../trainer/src/index.ts';
import { churnTrainer } from './cli.ts';
import { recordsOf } from './records.ts';
import { SMALL_CONFIG, smallBankCsv } from './small-bank.ts';

const TRAIN = ['train', '--data', 'bank.csv', '--config', 'small.yaml', '--backend', 'wasm'];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-trainer-cli-'));
  await writeFile(join(folder, 'bank.csv'), smallBankCsv());
  await writeFile(join(folder, 'small.yaml'), SMALL_CONFIG);
  await churnTrainer([...TRAIN, '--out', 'small'], folder);
});

afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => churnTrainer(args, folder);
const readRecords = async (file: string) => recordsOf(await readTable(join(folder, file)));
const lines = (text: string) => text.split('\n').filter((line) => line !== '');

describe('evaluate', () => {
  test('on the test part prints the very figures that training printed', async () => {
    const rows = Array.from({ length: 600 }, (_, row) => row);
    const split = { train: rows.slice(0, 480), test: rows.slice(480) };
    await writeFile(join(folder, 'split.json'), JSON.stringify(split));
    const made = await run(...TRAIN, '--split', 'split.json', '--out', 'given', '--json');
    const { code, stdout } = await run(
      'evaluate',
      '--model',
      'given',
      '--data',
      'bank.csv',
      '--split',
      'split.json',
      '--json',
    );
    expect(code).toBe(0);
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(answer)).toEqual(['model', 'test', 'intervals']);
    expect(answer.test).toEqual((JSON.parse(made.stdout) as Record<string, unknown>).test);
    const report = await readFile(join(folder, 'given/report.json'), 'utf8');
    expect(answer.intervals).toEqual((JSON.parse(report) as Record<string, unknown>).intervals);
  });

  test('warns where the model was trained on the table', async () => {
    const { code, stderr, stdout } = await run(
      'evaluate',
      '--model',
      'small',
      '--data',
      'bank.csv',
    );
    expect(code).toBe(0);
    expect(stderr).toContain('the model was trained on this table');
    expect(stdout).toContain('600 customers');
  });

  test('leaves out a row that cannot be read, and names its line', async () => {
    const [header, first, ...rest] = lines(smallBankCsv());
    const broken = first.replace(/,\d+,([A-Z][a-z]+),(Male|Female),/, ',much,$1,$2,');
    expect(broken).not.toBe(first);
    await writeFile(join(folder, 'broken.csv'), [header, broken, ...rest].join('\n'));
    const { code, stderr, stdout } = await run(
      'evaluate',
      '--model',
      'small',
      '--data',
      'broken.csv',
    );
    expect(code).toBe(0);
    expect(stderr).toContain(
      'left out: broken.csv:2 CreditScore must be a number, however: "much"',
    );
    expect(stdout).toContain('599 customers');
  });
});

describe('predict', () => {
  const HEADER =
    'Note;CreditScore;Geography;Gender;Age;Balance;NumOfProducts;HasCrCard;IsActiveMember';
  const ROWS = [
    '"first; ""best""";650;France;Male;45;0;1;1;0',
    'bad;much;France;Male;45;0;1;1;0',
    'empty;;;;;;;;',
    'last;700;Germany;Female;60;120000,5;3;0;1'.replace(',', '.'),
  ];

  test('adds five columns, and a bad row does not stop the rest', async () => {
    await writeFile(join(folder, 'new.csv'), [HEADER, ...ROWS].join('\r\n'));
    const { code, stderr, stdout } = await run(
      'predict',
      '--model',
      'small',
      '--data',
      'new.csv',
      '--out',
      'scored.csv',
    );
    expect(code).toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toContain('not known to the model: Note');
    expect(stderr).toContain('new.csv:3 CreditScore must be a number, however: "much"');
    expect(stderr).toContain('new.csv:4 has 0 of 8 inputs, at least 4 are needed');
    expect(stderr).toContain('scored.csv: 4 rows, 2 of them without a score');

    const scored = await readRecords('scored.csv');
    const given = await readRecords('new.csv');
    given.forEach((row, index) => expect(scored[index]).toMatchObject(row));
    expect(Object.keys(scored[0]).slice(-5)).toEqual([
      'churn_probability',
      'churn_band',
      'reason_1',
      'reason_2',
      'reason_3',
    ]);
    expect(scored[1]).toMatchObject({ churn_probability: '', churn_band: '', reason_1: '' });
    expect(scored[2]).toMatchObject({ churn_probability: '', churn_band: '', reason_1: '' });
  });

  test('gives the numbers of the library: probability, band, and reasons by their size', async () => {
    const model = await loadArtifact(artifactFolder(join(folder, 'small')));
    const [scored] = await readRecords('scored.csv');
    const known = model.spec.schema.features.map(({ name }) => [name, scored[name]]);
    const checked = checkRow(model.spec.schema, Object.fromEntries(known));
    if (!('row' in checked)) throw new Error('the row must be fine');
    const { probability, band } = predict(model, checked.row);
    expect(Number(scored.churn_probability)).toBe(probability);
    expect(scored.churn_band).toBe(band);
    const largest = explain(model, checked.row).contributions.find(
      ({ feature }) => feature !== null,
    );
    const points = ((largest?.points ?? 0) * 100).toFixed(1);
    expect(scored.reason_1).toContain(points.replace('-', ''));
    expect(scored.reason_1).not.toContain('Gender');
  });

  test('refuses a table without a column that the model needs', async () => {
    await writeFile(join(folder, 'short.csv'), 'CreditScore,Age\n650,40\n');
    const { code, stderr } = await run(
      'predict',
      '--model',
      'small',
      '--data',
      'short.csv',
      '--out',
      'no.csv',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('short.csv has no column "Geography", "Gender"');
    expect(await readdir(folder)).not.toContain('no.csv');
  });

  test('refuses to overwrite results that are in the table already', async () => {
    const { code, stderr } = await run(
      'predict',
      '--model',
      'small',
      '--data',
      'scored.csv',
      '--out',
      'twice.csv',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('scored.csv has a column churn_probability already');
  });
});

describe('sample', () => {
  test('writes invented customers and their truth, the same for one seed', async () => {
    const first = await run(
      'sample',
      'bank',
      '--rows',
      '20',
      '--seed',
      '3',
      '--out',
      'a.csv',
      '--truth',
      't.csv',
    );
    await run('sample', 'bank', '--rows', '20', '--seed', '3', '--out', 'b.csv');
    expect(first.code).toBe(0);
    const text = await readFile(join(folder, 'a.csv'), 'utf8');
    expect(text).toBe(await readFile(join(folder, 'b.csv'), 'utf8'));
    expect(lines(text)).toHaveLength(21);
    const truth = await readRecords('t.csv');
    expect(truth).toHaveLength(20);
    for (const { true_probability: probability } of truth) {
      expect(Number(probability)).toBeGreaterThan(0);
      expect(Number(probability)).toBeLessThan(1);
    }
  });
});
