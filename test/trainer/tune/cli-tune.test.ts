import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../trainer/src/config/config.ts';
import { churnTrainer, type Run } from '../cli.ts';
import { SMALL_CONFIG, smallBankCsv } from '../small-bank.ts';

const TUNE = ['tune', '--data', 'bank.csv', '--config', 'small.yaml', '--backend', 'cpu'];
const JOURNAL = 'tuned.yaml.search.jsonl';

let folder: string;
let stopped: Run;
let tuned: Run;
const run = (...args: string[]) => churnTrainer(args, folder);
const read = (file: string) => readFile(join(folder, file), 'utf8');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-trainer-tune-'));
  await writeFile(join(folder, 'bank.csv'), smallBankCsv());
  await writeFile(join(folder, 'small.yaml'), SMALL_CONFIG.replace('members: 2', 'members: 1'));
  const search = [...TUNE, '--trials', '3', '--out', 'tuned.yaml'];
  stopped = await churnTrainer(search, folder, (text, kill) => {
    if (text.includes('hold-outs')) kill('SIGINT');
  });
  tuned = await run(...search);
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

describe('tune on the command line', () => {
  test('Ctrl-C keeps the search, and says how it goes on', () => {
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain(`interrupted: the search is kept in ${JOURNAL}`);
  });

  test('the same command goes on where it was', () => {
    expect(tuned.code).toBe(0);
    expect(tuned.stderr).toMatch(/^going on from [2-4] steps in tuned\.yaml\.search\.jsonl$/m);
    expect(tuned.stderr).not.toMatch(/^given: .* in cross-validation/m);
    expect(tuned.stdout).toMatch(/^tuned\.yaml: 3 settings tried/);
    expect(tuned.stdout).toContain('train --data bank.csv --config tuned.yaml');
  });

  test('a log, which is no terminal, gets a line for each setting that was judged', () => {
    expect(tuned.stderr).toMatch(/^2: log-loss 0\.\d{4} on 1 of 9 hold-outs; /m);
    expect(tuned.stderr).not.toContain('\u001b');
  });

  test('what is written trains as it stands', async () => {
    const { stdout, code } = await run(
      ...['train', '--data', 'bank.csv', '--config', 'tuned.yaml', '--backend', 'cpu'],
      ...['--out', 'model', '--json'],
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ model: 'model' });
    const { network } = await readConfig(join(folder, 'tuned.yaml'));
    const spec = JSON.parse(await read('model/churn.json'));
    expect(spec.provenance.network.hidden).toEqual(network.hidden);
  });

  test('with --json and more trials, the only line on stdout is one object', async () => {
    const { stdout, code } = await run(
      ...[...TUNE, '--trials', '4', '--out', 'tuned.yaml', '--json'],
    );
    expect(code).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ config: 'tuned.yaml', trials: 4 });
    expect(answer.network).toEqual((await readConfig(join(folder, 'tuned.yaml'))).network);
  });

  test('a line that was cut short by a crash is done again', async () => {
    await appendFile(join(folder, JOURNAL), '{"what":"measu');
    const { code } = await run(...TUNE, '--trials', '4', '--out', 'tuned.yaml');
    expect(code).toBe(0);
    expect(await read(JOURNAL)).not.toContain('"measu{');
  });
});

describe('what is refused', () => {
  const refused = async (said: string, ...args: string[]) => {
    const { code, stderr } = await run(...args);
    expect(stderr).toContain(said);
    expect(code).toBeGreaterThan(0);
  };

  test('a configuration that somebody has edited since', async () => {
    const before = await read('tuned.yaml');
    await appendFile(join(folder, 'tuned.yaml'), '# mine\n');
    const edited = 'tuned.yaml is there already, and is not what this search has written';
    await refused(edited, ...TUNE, '--trials', '4', '--out', 'tuned.yaml');
    expect(await read('tuned.yaml')).toBe(`${before}# mine\n`);
  });

  test('a search with another table or configuration', async () => {
    await writeFile(join(folder, 'other.csv'), smallBankCsv(601));
    const other = TUNE.map((word) => (word === 'bank.csv' ? 'other.csv' : word));
    await refused('is of a search with another table', ...other, '--out', 'tuned.yaml');
    await writeFile(join(folder, 'seed.yaml'), `${SMALL_CONFIG}seed: 2\n`);
    const seed = TUNE.map((word) => (word === 'small.yaml' ? 'seed.yaml' : word));
    await refused('is of a search with another configuration', ...seed, '--out', 'tuned.yaml');
  });

  test('a journal that is none', async () => {
    await writeFile(join(folder, 'x.yaml.search.jsonl'), 'hello\n');
    await refused('x.yaml.search.jsonl:1 is no line of a search', ...TUNE, '--out', 'x.yaml');
    expect(await read('x.yaml.search.jsonl')).toBe('hello\n');
  });

  test('options that contradict each other or say nothing', async () => {
    await refused(
      "'--trials <number>' cannot be used with option '--seconds <number>'",
      ...[...TUNE, '--trials', '3', '--seconds', '3', '--out', 'y.yaml'],
    );
    await refused('--out is --config', ...TUNE, '--out', 'small.yaml');
    await refused('with --config, say it there', ...TUNE, '--drop', 'Age', '--out', 'y.yaml');
    await refused('--target or --config', 'tune', '--data', 'bank.csv', '--out', 'y.yaml');
    await refused('a whole number from 2', ...TUNE, '--trials', '1', '--out', 'y.yaml');
  });
});
