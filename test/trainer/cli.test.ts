import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRow, explain, loadArtifact, predict } from '@churn-card/models';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { artifactFolder } from '../../trainer/src/index.ts';
import { churnTrainer, type Run } from './cli.ts';
import { SMALL_CONFIG, smallBankCsv } from './small-bank.ts';

const TRAIN = ['train', '--data', 'bank.csv', '--config', 'small.yaml', '--backend', 'wasm'];

let folder: string;
let trained: Run;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-trainer-cli-'));
  await writeFile(join(folder, 'bank.csv'), smallBankCsv());
  await writeFile(join(folder, 'small.yaml'), SMALL_CONFIG);
  trained = await churnTrainer([...TRAIN, '--out', 'small', '--json'], folder);
});

afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => churnTrainer(args, folder);
const lines = (text: string) => text.split('\n').filter((line) => line !== '');

describe('train', () => {
  test('with --json the only line on stdout is one object with the figures', () => {
    expect(trained.code).toBe(0);
    expect(lines(trained.stdout)).toHaveLength(1);
    const answer = JSON.parse(trained.stdout) as Record<string, unknown>;
    expect(Object.keys(answer)).toEqual(['model', 'backend', 'seconds', 'test']);
    expect(answer).toMatchObject({ model: 'small', backend: 'wasm' });
    expect(Object.keys(answer.test as object)).toEqual([
      'n',
      'baseRate',
      'accuracy',
      'precision',
      'recall',
      'f1',
      'rocAuc',
      'prAuc',
      'logLoss',
      'brier',
      'ece',
      'threshold',
    ]);
  });

  test('a log, which is no terminal, gets a few plain lines', () => {
    expect(lines(trained.stderr).length).toBeLessThanOrEqual(4);
    expect(trained.stderr).not.toContain('\u001b');
  });

  test('without --json the figures stand in words, beside the base rate', async () => {
    const { code, stdout } = await run(...TRAIN, '--out', 'words');
    expect(code).toBe(0);
    expect(stdout).toContain('of whom left');
    expect(stdout).toContain('(0.5 is chance)');
  });

  test('infers a configuration, writes it beside the model, and keeps one that was edited', async () => {
    const inferred = ['train', '--data', 'bank.csv', '--target', 'Exited', '--out', 'x/bank/1'];
    const split = JSON.stringify({ train: [0], test: [1] });
    await writeFile(join(folder, 'tiny-split.json'), split);
    await mkdir(join(folder, 'x/bank'), { recursive: true });
    const file = join(folder, 'x/bank/1.config.yaml');
    await writeFile(file, 'id: mine # edited\n');
    const { code, stderr } = await run(...inferred);
    expect(code).toBe(1);
    expect(stderr).toContain('add --config x/bank/1.config.yaml to train with it');
    expect(await readFile(file, 'utf8')).toBe('id: mine # edited\n');
    expect(await readdir(join(folder, 'x/bank'))).toEqual(['1.config.yaml']);
  });

  test('Ctrl-C in the middle leaves nothing behind', async () => {
    const long = SMALL_CONFIG.replace('epochs: 6, patience: 3', 'epochs: 10000, patience: 10000');
    await mkdir(join(folder, 'stopped'));
    await copyFile(join(folder, 'bank.csv'), join(folder, 'stopped/bank.csv'));
    await writeFile(join(folder, 'stopped/small.yaml'), long);
    const { code, stdout, stderr } = await churnTrainer(
      [...TRAIN, '--out', 'models/stopped'],
      join(folder, 'stopped'),
      (text, kill) => {
        if (text.includes('preparing')) kill('SIGINT');
      },
    );
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted: nothing was written');
    expect(stdout).toBe('');
    expect((await readdir(join(folder, 'stopped'))).sort()).toEqual(['bank.csv', 'small.yaml']);
  });
});

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
    expect(Object.keys(answer)).toEqual(['model', 'test']);
    expect(answer.test).toEqual((JSON.parse(made.stdout) as Record<string, unknown>).test);
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

    const scored: Record<string, string>[] = parse(await readFile(join(folder, 'scored.csv')), {
      columns: true,
      delimiter: ';',
    });
    const given: Record<string, string>[] = parse([HEADER, ...ROWS].join('\n'), {
      columns: true,
      delimiter: ';',
    });
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
    const [scored]: Record<string, string>[] = parse(await readFile(join(folder, 'scored.csv')), {
      columns: true,
      delimiter: ';',
    });
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
    const truth: Record<string, string>[] = parse(await readFile(join(folder, 't.csv')), {
      columns: true,
    });
    expect(truth).toHaveLength(20);
    for (const { true_probability: probability } of truth) {
      expect(Number(probability)).toBeGreaterThan(0);
      expect(Number(probability)).toBeLessThan(1);
    }
  });
});

describe('a mistake is one line on stderr and nothing on stdout', () => {
  test.each([
    ['no command', [], 2, 'Usage: churn-trainer'],
    [
      'a command that is mistyped',
      ['trian'],
      2,
      "error: unknown command 'trian' (Did you mean train?)",
    ],
    [
      'an option that is mistyped',
      [...TRAIN, '--otu', 'x', '--out', 'y'],
      2,
      "error: unknown option '--otu' (Did you mean --out?)",
    ],
    [
      'an option that is left out',
      TRAIN,
      2,
      "error: required option '--out <folder>' not specified",
    ],
    [
      'a backend that does not exist',
      ['train', '--data', 'bank.csv', '--out', 'y', '--backend', 'gpu'],
      2,
      'Allowed choices are auto, node, wasm, cpu',
    ],
    [
      'a seed that is no number',
      [...TRAIN, '--out', 'y', '--seed', 'x'],
      2,
      'must be a whole number from 0',
    ],
    [
      'a table that is not there',
      ['train', '--data', 'no.csv', '--target', 'Exited', '--out', 'y'],
      1,
      'error: no.csv cannot be read: there is no such file',
    ],
    [
      'no target and no configuration',
      ['train', '--data', 'bank.csv', '--out', 'y'],
      1,
      'error: --target or --config must say which column tells who left',
    ],
    [
      'a target that the configuration contradicts',
      [...TRAIN, '--target', 'Age', '--out', 'y'],
      1,
      'error: --target Age is not the target of small.yaml, Exited',
    ],
    [
      'an output folder with other things in it',
      [...TRAIN, '--out', '.'],
      1,
      'is not a model folder and is left as it is',
    ],
    [
      'an output that is a file',
      [...TRAIN, '--out', 'bank.csv'],
      1,
      'error: bank.csv is in the way: it is not a folder',
    ],
    [
      'a model that is not there',
      ['evaluate', '--model', 'nowhere', '--data', 'bank.csv'],
      1,
      'error: nowhere/manifest.json must be in the folder',
    ],
    [
      'a sample of something else',
      ['sample', 'shop', '--rows', '5', '--out', 'x'],
      2,
      'Allowed choices are bank',
    ],
  ])('%s', async (_name, args, code, message) => {
    const result = await run(...args);
    expect(result.code).toBe(code);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain(message);
    expect(result.stderr).not.toContain('    at ');
    if (args.length > 0) expect(lines(result.stderr)).toHaveLength(1);
  });
});
