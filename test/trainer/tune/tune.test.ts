import { parseDocument } from 'yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../trainer/src/config/config.ts';
import { crossValidate } from '../../../trainer/src/evaluation/cross-validate.ts';
import { keepRows } from '../../../trainer/src/data/leave-out.ts';
import { prepare } from '../../../trainer/src/data/prepare.ts';
import type { SearchEntry } from '../../../trainer/src/tune/search-log.ts';
import { tune, type Tuned } from '../../../trainer/src/tune/tune.ts';
import { describeWinner, tunedConfig } from '../../../trainer/src/tune/tuned-config.ts';
import { SMALL_CONFIG, smallBank, smallConfig } from '../small-bank.ts';

const table = smallBank();
const YAML = SMALL_CONFIG.replace('members: 2', 'members: 1').replace(
  'id: small',
  '# Written by hand.\nid: small # of ours',
);
const config = parseConfig(YAML, 'small.yaml');
const options = { table, config, backend: 'cpu' } as const;
/** Everything but the time that it took. */
const withoutTime = (entries: readonly SearchEntry[]) =>
  entries.map((entry) => ({ ...entry, seconds: 0 }));

describe('tune', () => {
  const entries: SearchEntry[] = [];
  let tuned: Tuned;
  beforeAll(async () => {
    tuned = await tune({
      ...options,
      budget: { trials: 4 },
      onEntry: (entry) => void entries.push(entry),
    });
  }, 120_000);

  test('tries the setting that was given first, and as many as the budget allows', () => {
    const { hidden, encoding, dropout, weightDecay, learningRate, batchSize } = config.network;
    expect(tuned.trials[0].setting).toEqual({
      ...{ hidden, encoding, dropout, weightDecay, learningRate, batchSize },
    });
    expect(tuned.trials).toHaveLength(4);
    const settings = tuned.trials.map(({ setting }) => JSON.stringify(setting));
    expect(new Set(settings).size).toBe(4);
  });

  test('what wins has the smallest log-loss in cross-validation of those that got so far', () => {
    const means = tuned.finalists.map(({ logLoss }) => logLoss.reduce((sum, loss) => sum + loss));
    expect(means).toEqual([...means].sort((a, b) => a - b));
    expect(tuned.finalists).toHaveLength(3);
    expect(tuned.finalists.map(({ trial }) => trial)).toContain(0);
    expect(tuned.network).toEqual({ ...config.network, ...tuned.finalists[0].setting });
  });

  test('the cross-validation is the one that trains as a whole, on everybody but the test part', async () => {
    const { split } = prepare(table, config);
    const tested = new Set(split.test);
    const rows = Uint32Array.from([...Array(table.rowCount).keys()].filter((r) => !tested.has(r)));
    const { figures } = await crossValidate({
      table: keepRows(table, rows),
      config,
      folds: 5,
      backend: 'cpu',
    });
    const given = tuned.finalists.find(({ trial }) => trial === 0);
    expect(given?.logLoss).toEqual(figures.map(({ logLoss }) => logLoss));
  });

  test('says the same again, and does not know the test part', async () => {
    const again: SearchEntry[] = [];
    const { split } = prepare(table, config);
    const tested = new Set(split.test);
    const upsideDown = {
      ...table,
      cell: (row: number, column: string) =>
        tested.has(row) && column === 'Balance' ? '0' : table.cell(row, column),
    };
    await tune({
      ...options,
      table: upsideDown,
      budget: { trials: 4 },
      onEntry: (entry) => void again.push(entry),
    });
    expect(withoutTime(again)).toEqual(withoutTime(entries));
  }, 120_000);

  test('goes on after any step as if it had never stopped', async () => {
    const rest: SearchEntry[] = [];
    const cut = 5;
    const resumed = await tune({
      ...options,
      budget: { trials: 4 },
      known: entries.slice(0, cut),
      onEntry: (entry) => void rest.push(entry),
    });
    expect(withoutTime(rest)).toEqual(withoutTime(entries.slice(cut)));
    expect(resumed.network).toEqual(tuned.network);
  }, 120_000);

  test('a finished search has nothing left to do', async () => {
    const more: SearchEntry[] = [];
    const same = await tune({
      ...options,
      budget: { trials: 4 },
      known: entries,
      onEntry: (entry) => void more.push(entry),
    });
    expect(more).toEqual([]);
    expect(same).toEqual(tuned);
  });

  test('the file holds the network that won, and all else as it was written', () => {
    const yaml = tunedConfig(YAML, tuned);
    expect(parseConfig(yaml, 'tuned.yaml')).toEqual({ ...config, network: tuned.network });
    expect(yaml).toContain('# Written by hand.');
    expect(yaml).toContain('id: small # of ours');
    expect(yaml.split('\n')[0]).toBe(`# ${describeWinner(tuned)}`);
    // All of it stands there: a default of a later version changes nothing.
    const keys = Object.keys(config.network).sort();
    const written = parseDocument(yaml).toJS() as { network: object };
    expect(Object.keys(written.network).sort()).toEqual(keys);
  });

  test('a file without a network gets one', () => {
    const yaml = tunedConfig(YAML.replace(/^network: .*\n/m, ''), tuned);
    expect(parseConfig(yaml, 'tuned.yaml').network).toEqual(tuned.network);
  });
});

describe('a search that cannot be made', () => {
  test('is refused where a column tells who left, as training is', async () => {
    const telling = {
      ...table,
      cell: (row: number, column: string) =>
        table.cell(row, column === 'Balance' ? 'Exited' : column),
    };
    await expect(tune({ ...options, table: telling, budget: { trials: 2 } })).rejects.toThrow(
      'Balance',
    );
  });

  test('is aborted with the reason of the signal', async () => {
    const abort = new AbortController();
    const search = tune({
      ...options,
      budget: { trials: 2 },
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await expect(search).rejects.toThrow('enough');
  });

  test('a budget of a second measures the given setting, and leaves it at that', async () => {
    const { trials, trial } = await tune({ ...options, budget: { seconds: 0 } });
    expect(trials).toHaveLength(1);
    expect(trial).toBe(0);
  }, 120_000);
});

test('several networks are searched by one of their members, and judged together', async () => {
  const entries: SearchEntry[] = [];
  await tune({
    ...options,
    config: smallConfig(),
    budget: { trials: 2 },
    onEntry: (entry) => void entries.push(entry),
  });
  const kinds = entries.map(({ what, trial }) => `${what} ${trial}`);
  expect(kinds).toEqual(['cross-validated 0', 'measured 0', 'measured 1', 'cross-validated 1']);
}, 120_000);
