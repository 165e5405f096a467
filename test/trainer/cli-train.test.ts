import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { churnTrainer, churnTrainerWithLimit, type Run } from './cli.ts';
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
    expect(Object.keys(answer)).toEqual(['model', 'backend', 'seconds', 'test', 'verdict']);
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
    // One for each of three networks, and one for each stage.
    expect(lines(trained.stderr).length).toBeLessThanOrEqual(7);
    expect(trained.stderr).not.toContain('\u001b');
  });

  test('without --json the figures stand in words, beside the base rate', async () => {
    const { code, stdout } = await run(...TRAIN, '--out', 'words');
    expect(code).toBe(0);
    expect(lines(stdout)[0]).toMatch(/^(Publish|Do not publish)/);
    expect(stdout).toContain('of whom left');
    expect(stdout).toContain('0.5 is chance)');
  });

  test('infers a configuration, writes it beside the model, and keeps one that was edited', async () => {
    const inferred = ['train', '--data', 'bank.csv', '--target', 'Exited', '--out', 'x/bank/1'];
    await mkdir(join(folder, 'x/bank'), { recursive: true });
    const file = join(folder, 'x/bank/1.config.yaml');
    await writeFile(file, 'id: mine # edited\n');
    const { code, stderr } = await run(...inferred);
    expect(code).toBe(1);
    expect(stderr).toContain('add --config x/bank/1.config.yaml to train with it');
    expect(await readFile(file, 'utf8')).toBe('id: mine # edited\n');
    expect(await readdir(join(folder, 'x/bank'))).toEqual(['1.config.yaml']);
  });

  test('says where a given split has one customer on both sides', async () => {
    const [header, ...rows] = lines(smallBankCsv());
    // The last customer, who is in test, gets the id of the first, who is not.
    rows[599] = rows[599].replace(/^600,\d+,/, `600,${rows[0].split(',')[1]},`);
    await writeFile(join(folder, 'twins.csv'), [header, ...rows].join('\n'));
    const all = Array.from({ length: 600 }, (_, row) => row);
    const split = { train: all.slice(0, 480), test: all.slice(480) };
    await writeFile(join(folder, 'twins.json'), JSON.stringify(split));
    await writeFile(join(folder, 'twins.yaml'), `${SMALL_CONFIG}split: { group: CustomerId }\n`);
    const files = ['--data', 'twins.csv', '--config', 'twins.yaml', '--split', 'twins.json'];
    const { code, stderr } = await run('train', ...files, '--out', 'twins');
    expect(code).toBe(0);
    expect(stderr).toContain('twins.json has 1 values of CustomerId on both sides of test');
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

  test('a disk that takes no more is one line, and the model that stood there stays', async () => {
    const full = join(folder, 'full');
    await mkdir(full);
    for (const file of ['bank.csv', 'small.yaml']) {
      await copyFile(join(folder, file), join(full, file));
    }
    const args = [...TRAIN, '--out', 'models/1'];
    expect(await churnTrainer(args, full)).toMatchObject({ code: 0 });
    const before = await readFile(join(full, 'models/1/manifest.json'), 'utf8');
    const { code, stdout, stderr } = await churnTrainerWithLimit(8, [...args, '--seed', '2'], full);
    expect(code).toBe(1);
    expect(stderr).toMatch(/error: models\/1 cannot be written: (EFBIG|ENOSPC): .*\n$/);
    expect(stdout).toBe('');
    expect(await readFile(join(full, 'models/1/manifest.json'), 'utf8')).toBe(before);
    expect(await readdir(join(full, 'models'))).toEqual(['1']);
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
    ['one fold', [...TRAIN, '--out', 'y', '--folds', '1'], 2, 'must be a whole number from 2'],
    [
      'repeats of no folds',
      [...TRAIN, '--out', 'y', '--repeats', '3'],
      1,
      'error: --repeats says how often to deal the folds: it goes with --folds',
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
