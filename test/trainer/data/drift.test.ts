import { beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../trainer/src/config/config.ts';
import { describeDrift, type Drift } from '../../../trainer/src/data/drift.ts';
import { train, type Report } from '../../../trainer/src/index.ts';
import { customers } from './customers.ts';

/**
 * Until 2020, customers with many calls leave; from 2021 on, those with few. Anybody who mixes the
 * years learns both halves; who trains on the past is wrong about the future.
 */
const { table } = customers(1600, {
  Id: (row) => `c${row}`,
  Year: (row) => 2019 + Math.floor(row / 400),
  Calls: (row, left, random) => {
    const isFuture = row >= 1200;
    return Math.round(100 * (0.6 * random() + 0.4 * (isFuture ? 1 - left : left)));
  },
  Price: (row, _left, random) => Math.round(100 * random()) + (row >= 1200 ? 80 : 0),
  Size: (_row, _left, random) => Math.round(100 * random()),
  Survey: (row, left) => (left && row % 8 ? 'angry' : ''),
});

const CONFIG = `id: x
title: x
target: Left
positive: '> 0'
allow: [Survey]
features:
  Id: { policy: drop }
  Year: { policy: use, type: numeric }
  Calls: { policy: use, type: numeric }
  Price: { policy: use, type: numeric }
  Size: { policy: use, type: numeric }
  Survey: { policy: use, type: categorical, knownAfterwards: true }
split: { group: Id, time: Year, testFrom: 2022 }
network: { members: 1, hidden: [8], epochs: 12, patience: 12, batchSize: 64, learningRate: 0.02 }
explanation: { backgroundRows: 4 }
`;

let report: Report;
let card: string;
const warnings: string[] = [];

beforeAll(async () => {
  const config = parseConfig(CONFIG, 'x.yaml');
  // Without the allowed leak, which would tell past and future alike.
  const { Survey, ...others } = config.features;
  const features = { ...others, Survey: { ...Survey, policy: 'drop' as const } };
  const drifting = { ...config, allow: [], features };
  report = (await train({ table, config: drifting, backend: 'wasm' })).report;
  const leaking = { ...config, split: { ...config.split, time: undefined, testFrom: undefined } };
  const onWarning = (warning: string) => warnings.push(warning);
  const { contents } = await train({ table, config: leaking, backend: 'wasm', onWarning });
  card = new TextDecoder().decode(contents['CARD.md']);
}, 60_000);

describe('drift', () => {
  const drift = (): Drift => {
    if (!report.drift) throw new Error('there must be a drift');
    return report.drift;
  };

  test('shows the figure of the future beside the one that chance would have promised', () => {
    const { byTime, byChance } = drift().check;
    expect(byChance).toBeGreaterThan(0.55);
    expect(byTime).toBeLessThan(0.35);
    expect(describeDrift(drift())).toContain(
      `from 2022 of Year on, ROC AUC ${byTime.toFixed(3)}; rows drawn by chance would have promised ${byChance.toFixed(3)}`,
    );
  });

  test('tells what was before and since', () => {
    expect(drift().training).toEqual({ from: '2019', to: '2021', customers: 1200, left: 300 });
    expect(drift().test).toEqual({ from: '2022', to: '2022', customers: 400, left: 100 });
  });

  test('cuts the test part into periods that make it up', () => {
    const { periods } = drift();
    expect(periods.map((period) => period.customers)).toEqual([100, 100, 100, 100]);
    expect(periods.reduce((sum, { left }) => sum + left, 0)).toBe(100);
    for (const { rocAuc } of periods) expect(rocAuc).toBeLessThan(0.5);
  });

  test('puts the columns that moved first', () => {
    const moved = drift().shifts.map(({ column }) => column);
    expect(moved.slice(0, 2).sort()).toEqual(['Price', 'Year']);
    const size = drift().shifts.find(({ column }) => column === 'Size');
    expect(size?.stabilityIndex).toBeLessThan(0.1);
  });
});

describe('a column that was allowed', () => {
  test('is warned of, loudly', () => {
    expect(warnings).toEqual([
      expect.stringMatching(
        /^WARNING: Survey is known only once a customer has left; it .*filled for/,
      ),
    ]);
  });

  test('stays on the card', () => {
    expect(card).toMatch(/## Data[^#]*- WARNING: Survey is known only once a customer has left/);
  });
});
