import { evidenceOf, type Feature } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { fitEvidence } from '../../../trainer/src/fit/evidence.ts';
import { randomStream } from '../../../trainer/src/random.ts';
import { makeRows } from './make-rows.ts';

const numeric = (integer: boolean): Feature => ({
  type: 'numeric',
  name: 'X',
  label: { en: 'X' },
  policy: 'use',
  changeable: false,
  integer,
  min: 0,
  max: 0,
});

const categorical: Feature = {
  type: 'categorical',
  name: 'X',
  label: { en: 'X' },
  policy: 'use',
  changeable: false,
  values: [],
};

function fit(feature: Feature, values: readonly (number | string | null)[], left?: number[]) {
  const schema = {
    features: [feature],
    linked: [],
    ignored: [],
    missingWords: [],
    minimumKnown: 1,
  };
  const rows = makeRows(
    [feature],
    values.map((value) => ({ X: value })),
  );
  const bands = values.map((_, row) => (row % 2 ? ('high' as const) : ('low' as const)));
  const scored = { rows, bands };
  return fitEvidence(schema, rows, left ?? values.map((_, row) => row % 2), scored)[0];
}

const repeat = <T>(value: T, count: number): T[] => Array.from({ length: count }, () => value);

describe('numbers', () => {
  test('few whole numbers are a group each, and one with few customers joins its neighbor', () => {
    const values = [...repeat(1, 50), ...repeat(2, 40), ...repeat(3, 25), ...repeat(4, 6)];
    const { groups } = fit(numeric(true), values);
    expect(groups.map(({ from, to, customers }) => [from, to, customers])).toEqual([
      [1, 1, 50],
      [2, 2, 40],
      [3, 4, 31],
    ]);
  });

  test('a joined pair in the middle reaches up to the number before its end', () => {
    const values = [...repeat(1, 50), ...repeat(2, 9), ...repeat(3, 50)];
    const { groups } = fit(numeric(true), values);
    expect(groups.map(({ from, to }) => [from, to])).toEqual([
      [1, 3],
      [3, 3],
    ]);
  });

  test('many empty accounts stand alone; the others are cut at round numbers', () => {
    const random = randomStream(1, 'sample');
    const balances = Array.from({ length: 600 }, () => 3768.69 + random() * 240_000);
    const { groups } = fit(numeric(false), [...repeat(0, 400), ...balances]);
    expect(groups[0]).toMatchObject({ from: 0, to: 0, customers: 400 });
    for (const { from } of groups.slice(2)) expect((from ?? 0) % 10_000).toBe(0);
    expect(groups).toHaveLength(9);
  });

  test.each([true, false])(
    'each known customer is in exactly one group (whole numbers: %s)',
    (integer) => {
      for (let seed = 0; seed < 30; seed++) {
        const random = randomStream(seed, 'sample');
        const size = 60 + Math.floor(random() * 400);
        const levels = 2 + Math.floor(random() * 60);
        const values = Array.from({ length: size }, () => {
          const value = Math.floor(random() ** 2 * levels);
          return integer ? value : value / 7;
        });
        const evidence = fit(numeric(integer), values);
        // Counted the slow way, through the rule of the runtime.
        for (const group of evidence.groups) {
          const alike = values.filter((value) => evidenceOf(evidence, value)?.group === group);
          if (evidence.groups.length > 1) expect(alike).toHaveLength(group.customers);
          expect(group.customers).toBeGreaterThanOrEqual(20);
        }
      }
    },
  );
});

test('words with few customers have no group; the missing have one if there are enough', () => {
  const values = [
    ...repeat('Germany', 30),
    ...repeat('France', 50),
    ...repeat('Malta', 5),
    ...repeat(null, 21),
  ];
  const { groups } = fit(categorical, values, repeat(1, values.length));
  expect(groups).toEqual([
    { value: 'France', customers: 50, left: 50 },
    { value: 'Germany', customers: 30, left: 30 },
    { value: null, customers: 21, left: 21 },
  ]);
});

test('the average value of each band stands beside, where there are enough customers', () => {
  // Every second one is in the high band.
  const values = Array.from(
    { length: 100 },
    (_, row) => (row % 2 ? 30 : 10) + (row % 4 === 0 ? 2 : 0),
  );
  expect(fit(numeric(true), values).averages).toEqual([
    { band: 'low', customers: 50, average: 11 },
    { band: 'high', customers: 50, average: 30 },
  ]);
  expect(fit(numeric(true), values.slice(0, 30)).averages).toEqual([]);
  expect(fit(categorical, repeat('a', 100)).averages).toEqual([]);
});

test('missing values are in no average', () => {
  const values = Array.from({ length: 120 }, (_, row) => (row < 40 ? null : 7));
  const [low] = fit(numeric(true), values).averages;
  expect(low).toEqual({ band: 'low', customers: 40, average: 7 });
});
