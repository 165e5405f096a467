import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseRecord, type Counterfactuals, type WhatIf } from '@churn-card/models';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { churnTrainer } from './cli.ts';

const MODEL = ['--model', resolve('models/artifacts/bank/1')];
const CUSTOMER = {
  ...{ CreditScore: 600, Geography: 'France', Gender: 'Female', Age: 45, Tenure: 3, Balance: 0 },
  ...{ NumOfProducts: 1, HasCrCard: 1, IsActiveMember: 0, EstimatedSalary: 80000 },
};
const ACTIONS = `actions:
  - { id: call, label: { en: Call }, sets: { IsActiveMember: 1 }, cost: 20 }
  - { id: offer, label: { en: Offer a product }, adds: { NumOfProducts: 1 }, cost: 50 }
  - { id: boss, label: { en: Boss }, sets: { IsActiveMember: 1 }, roles: [manager] }
  - { id: many, label: { en: Many products }, adds: { NumOfProducts: 4 } }
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-trainer-explain-'));
  await writeFile(join(folder, 'customer.json'), JSON.stringify(CUSTOMER));
  await writeFile(join(folder, 'actions.yaml'), ACTIONS);
  await writeFile(join(folder, 'broken.json'), '{"Age":');
});

afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => churnTrainer(args, folder);
const explain = (...args: string[]) => run('explain', ...MODEL, ...args);
const whatIf = (...args: string[]) =>
  run('what-if', ...MODEL, '--inputs', 'customer.json', ...args);

describe('explain', () => {
  test('writes a record that holds when it is checked, and prints it both times', async () => {
    const written = await explain('--inputs', 'customer.json', '--out', 'record.json');
    const checked = await explain('--record', 'record.json');
    expect([written.code, checked.code]).toEqual([0, 0]);
    expect(checked.stdout).toBe(written.stdout);
    expect(checked.stdout).toMatch(/\+\d+\.\d {2}Age 45 \(43% of customers aged 45 to 50 left/);
    expect(checked.stderr).toContain('record.json holds');
  });

  test('a record that somebody changed does not hold, and is told where', async () => {
    await explain('--inputs', 'customer.json', '--out', 'record.json');
    const text = await readFile(join(folder, 'record.json'), 'utf8');
    await writeFile(join(folder, 'forged.json'), text.replace('"Age": 45', '"Age": 46'));
    const { code, stderr, stdout } = await explain('--record', 'forged.json');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('forged.json does not hold');
    expect(stderr).toContain('contributions.0.sentence: recorded "Age 45", found "Age 46"');
  });

  test('speaks German', async () => {
    const { stdout } = await explain(
      '--inputs',
      'customer.json',
      '--locale',
      'de',
      '--out',
      'de.json',
    );
    expect(stdout).toContain('hat das Profil von Kunden, die gegangen sind');
    const record = parseRecord(await readFile(join(folder, 'de.json'), 'utf8'), 'de.json');
    expect(record.locale).toBe('de');
  });

  test.each([
    [[], 'needs either --inputs or --record'],
    [['--inputs', 'a', '--record', 'b'], 'needs either --inputs or --record'],
    [['--record', 'b', '--out', 'c'], '--out goes with --inputs'],
    [['--inputs', 'nobody.json'], 'nobody.json cannot be read: there is no such file'],
    [['--inputs', 'broken.json'], 'broken.json is not JSON'],
    [['--record', 'customer.json'], 'customer.json: CreditScore must be absent'],
  ])('%j is an error: %s', async (args, message) => {
    const { code, stderr } = await explain(...args);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe('what-if', () => {
  test('says what given changes do, and what each of them adds', async () => {
    const { code, stdout } = await whatIf('--set', 'IsActiveMember=1', '--set', 'NumOfProducts=2');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+(\.\d)?% becomes \d+(\.\d)?%\n/);
    expect(stdout).toContain('Products: 1, now 2');
    expect(stdout).toContain('not a promise');
  });

  test('finds the smallest changes by itself', async () => {
    const { stdout } = await whatIf('--json');
    const { found, below } = JSON.parse(stdout) as Counterfactuals;
    expect(found[0].changes).toEqual([{ feature: 'NumOfProducts', from: 1, to: 2 }]);
    expect(found[0].probability).toBeLessThan(below);
  });

  test('ranks actions for everybody, and for a role its own, too', async () => {
    const everybody = await whatIf('--actions', 'actions.yaml');
    expect(everybody.stdout.split('\n').slice(1, 4)).toEqual([
      expect.stringMatching(/^ *-\d+\.\d {2}Offer a product: .* costs 50$/),
      expect.stringMatching(/^ *-\d+\.\d {2}Call: .* costs 20$/),
      expect.stringContaining('Many products: NumOfProducts must be at most 4, however: 5'),
    ]);
    const manager = await whatIf('--actions', 'actions.yaml', '--role', 'manager');
    expect(manager.stdout).toContain('Boss');
  });

  test('carries its warning in the data', async () => {
    const { stdout } = await whatIf('--set', 'IsActiveMember=1', '--json');
    expect((JSON.parse(stdout) as WhatIf).caution.code).toBe('not-causal');
  });

  test.each([
    [['--set', 'Age=30'], 1, 'Age is locked at 45, however: 30'],
    [['--set', 'Aeg=30'], 1, '"Aeg"'],
    [['--set', 'Age'], 2, 'must be feature=value'],
    [['--below', '3'], 2, 'must be a probability above 0 and below 1'],
    [['--set', 'Age=45', '--actions', 'actions.yaml'], 1, 'ask one of them'],
    [['--role', 'manager'], 1, 'it goes with --actions'],
    [['--actions', 'customer.json'], 1, 'customer.json: CreditScore must be absent'],
    [['--actions', 'broken.json'], 1, 'broken.json'],
  ])('%j ends with %d: %s', async (args, exit, message) => {
    const { code, stderr } = await whatIf(...args);
    expect(stderr).toContain(message);
    expect(code).toBe(exit);
  });
});
