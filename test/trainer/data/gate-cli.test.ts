import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { churnTrainer } from '../cli.ts';
import { SMALL_CONFIG, smallBankCsv } from '../small-bank.ts';

const REASONS = ['too dear', 'moved', 'unhappy'];

let folder: string;

/** The small bank with a note on why customers left, and a third kind of customer. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-trainer-gate-'));
  const [header, ...rows] = smallBankCsv().trimEnd().split(/\r?\n/);
  const noted = rows.map((row, index) => {
    const cells = row.split(',');
    const exited = cells.at(-1);
    const status = index % 20 === 3 ? 'New' : exited === '1' ? 'Gone' : 'Here';
    return [...cells.slice(0, -1), status === 'Gone' ? REASONS[index % 3] : '', status].join(',');
  });
  const names = [...header.split(',').slice(0, -1), 'ExitReason', 'Status'].join(',');
  await writeFile(join(folder, 'bank.csv'), [names, ...noted].join('\n'));
  const config = SMALL_CONFIG.replace(
    'target: Exited\npositive: 1',
    'target: Status\npositive: Gone',
  )
    .replace('epochs: 6', 'epochs: 2')
    .replace(
      'EstimatedSalary: { policy: drop }',
      'EstimatedSalary: { policy: drop }\n  ExitReason: { policy: use, type: categorical }',
    );
  await writeFile(join(folder, 'bank.yaml'), config);
});

afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => churnTrainer(args, folder);
const TRAIN = ['train', '--data', 'bank.csv', '--backend', 'wasm'];
const WITH_CONFIG = [...TRAIN, '--config', 'bank.yaml', '--leave-out', 'New'];

describe('a column that gives away who left', { timeout: 60_000 }, () => {
  test('ends the run without a configuration of one’s own, and the message can be typed', async () => {
    const inferred = [...TRAIN, '--target', 'Status', '--positive', 'Gone', '--leave-out', 'New'];
    const { code, stdout, stderr } = await run(...inferred, '--out', 'inferred');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(
      'ExitReason is taken for known only once a customer has left, by its name',
    );
    expect(stderr).toMatch(
      /error: bank.csv: 1 column seems to give away who left.*\n {2}ExitReason is known only/,
    );
    expect(stderr).toContain('add --drop ExitReason (or policy: drop');
    expect(existsSync(join(folder, 'inferred'))).toBe(false);
    expect(existsSync(join(folder, 'inferred.config.yaml'))).toBe(false);
  });

  test('can be dropped', async () => {
    const { code, stdout, stderr } = await run(
      ...WITH_CONFIG,
      '--drop',
      'ExitReason',
      '--out',
      'dropped',
      '--json',
    );
    expect([code, stdout.trimEnd().split('\n').length]).toEqual([0, 1]);
    expect(stderr).not.toContain('WARNING');
    const card = await readFile(join(folder, 'dropped/CARD.md'), 'utf8');
    expect(card).toMatch(/ExitReason.*dropped with --drop/);
    expect(card).toContain('30 rows of New were left out');
  });

  test('can be allowed, loudly', async () => {
    // Two epochs make no good probabilities, which is another gate's matter.
    const allowed = ['--allow', 'ExitReason', '--out', 'allowed', '--publish-anyway'];
    const { code, stderr } = await run(...WITH_CONFIG, ...allowed);
    expect(code).toBe(0);
    expect(stderr).toContain('WARNING: ExitReason tells alone who left almost perfectly');
    const report = JSON.parse(await readFile(join(folder, 'allowed/report.json'), 'utf8')) as {
      data: { leaks: { column: string; isAllowed: boolean }[] };
    };
    expect(report.data.leaks).toMatchObject([{ column: 'ExitReason', isAllowed: true }]);
    const answer = await run(
      'evaluate',
      '--model',
      'allowed',
      '--data',
      'bank.csv',
      '--leave-out',
      'New',
      '--json',
    );
    expect(JSON.parse(answer.stdout)).toMatchObject({ test: { n: 570 } });
  });

  test('is not let through by allowing another', async () => {
    const { code, stderr } = await run(...WITH_CONFIG, '--allow', 'Age', '--out', 'other');
    expect(code).toBe(1);
    expect(stderr).toContain('ExitReason tells alone');
  });
});

test(
  'a split file and a time cannot both say what the test part is',
  { timeout: 60_000 },
  async () => {
    await writeFile(join(folder, 'split.json'), JSON.stringify({ train: [0, 1], test: [2] }));
    const { code, stderr } = await run(
      ...WITH_CONFIG,
      '--split',
      'split.json',
      '--time',
      'Age',
      '--out',
      'both',
    );
    expect(code).toBe(1);
    expect(stderr).toContain(
      'error: a given split and split.time both say which rows are the test part',
    );
  },
);
