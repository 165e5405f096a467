import { describe, expect, test } from 'vitest';
import { randomStream } from '../../../trainer/src/random.ts';
import { parseSplit } from '../../../trainer/src/data/split-file.ts';
import { splitRows, type Split } from '../../../trainer/src/data/split.ts';

const SHARES = { test: 0.2, validation: 0.1, calibration: 0.1 };

/** Who left: 300 of 1,000, in no order. */
const LEFT = Uint8Array.from({ length: 1000 }, (_, row) => Number((row * 7) % 10 < 3));

const split = (seed = 1, groups?: string[], given?: Parameters<typeof splitRows>[4]): Split =>
  splitRows(LEFT, SHARES, randomStream(seed, 'split'), groups, given);

const rateOf = (rows: readonly number[]) =>
  rows.reduce((sum, row) => sum + LEFT[row], 0) / rows.length;

describe('carving', () => {
  test('every row is in one part, and the parts have their shares', () => {
    const { train, validation, calibration, test: held } = split();
    const all = [...train, ...validation, ...calibration, ...held].sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 1000 }, (_, row) => row));
    expect([held.length, validation.length, calibration.length]).toEqual([200, 80, 80]);
  });

  test('every part has the base rate of the whole', () => {
    for (const rows of Object.values(split())) expect(rateOf(rows)).toBeCloseTo(0.3, 10);
  });

  test('of millions of rows at most 200,000 are held back for each purpose', () => {
    const left = Uint8Array.from({ length: 2_500_000 }, (_, row) => Number(row % 5 === 0));
    const parts = splitRows(left, SHARES, randomStream(1, 'split'));
    const { train, ...held } = parts;
    for (const rows of Object.values(held)) {
      expect(rows).toHaveLength(200_000);
      expect(rows.reduce((sum, row) => sum + left[row], 0)).toBe(40_000);
    }
    expect(train).toHaveLength(1_900_000);
  });

  test('one seed gives the same parts, another seed other ones', () => {
    expect(split(1)).toEqual(split(1));
    expect(split(2).test).not.toEqual(split(1).test);
  });

  test('rows of one customer stay on one side', () => {
    for (let seed = 1; seed <= 20; seed++) {
      // Runs of one to four rows for each customer.
      const groups = Array.from(LEFT, (_, row) => `customer ${Math.floor(Math.sqrt(row * 40))}`);
      const parts = Object.values(split(seed, groups));
      const owners = parts.map((rows) => new Set(rows.map((row: number) => groups[row])));
      const everybody = owners.flatMap((owner) => [...owner]);
      expect(new Set(everybody).size).toBe(everybody.length);
      expect(new Set(everybody)).toEqual(new Set(groups));
    }
  });
});

describe('a given split', () => {
  const given = {
    train: Array.from({ length: 800 }, (_, row) => row),
    test: Array.from({ length: 200 }, (_, row) => 800 + row),
  };

  test('its test part is kept, what is missing comes out of its training part', () => {
    const parts = split(1, undefined, given);
    expect(parts.test).toEqual(given.test);
    expect([parts.validation.length, parts.calibration.length]).toEqual([80, 80]);
    const others = [...parts.train, ...parts.validation, ...parts.calibration];
    expect(others.sort((a, b) => a - b)).toEqual(given.train);
  });

  test('its validation part is kept where it has one', () => {
    const validation = given.train.slice(700);
    const parts = split(1, undefined, { ...given, train: given.train.slice(0, 700), validation });
    expect(parts.validation).toEqual(validation);
    expect(parts.calibration).toHaveLength(70);
  });
});

test('a part in which nobody left is refused', () => {
  const stayed = Array.from(LEFT.keys()).filter((row) => LEFT[row] === 0);
  const gone = Array.from(LEFT.keys()).filter((row) => LEFT[row] === 1);
  const given = { train: [...gone, ...stayed.slice(0, 600)], test: stayed.slice(600) };
  expect(() => split(1, undefined, given)).toThrow(
    'the test part has 100 rows, 0 of customers who left',
  );
});

describe('a split file', () => {
  const read = (json: unknown) => parseSplit(JSON.stringify(json), 'split.json', 10);

  test('has train, test and perhaps val; what else is in it does not matter', () => {
    const split = read({ source: 'somebody', indexBase: 0, train: [0, 1], val: [2], test: [3] });
    expect(split).toEqual({ train: [0, 1], validation: [2], test: [3] });
    expect(read({ train: [0, 1], test: [3] })).toEqual({ train: [0, 1], test: [3] });
  });

  test.each([
    [
      'a row beyond the table',
      { train: [0, 10], test: [1] },
      'split.json train: row 10 is not in the table, whose last row is 9',
    ],
    [
      'a row in two parts',
      { train: [0, 1], test: [1] },
      'split.json: row 1 is in train and in test',
    ],
    ['a row twice', { train: [0, 1, 0], test: [2] }, 'split.json: row 0 is twice in train'],
    ['a fraction', { train: [0.5], test: [1] }, 'split.json train.0'],
    ['a negative index', { train: [-1], test: [1] }, 'split.json train.0'],
    ['no test part', { train: [0] }, 'split.json test'],
    ['an empty test part', { train: [0], test: [] }, 'split.json test'],
    [
      'rows that are counted from 1',
      { indexBase: 1, train: [1], test: [2] },
      'split.json indexBase: must be 0',
    ],
    ['a list', [1, 2], 'split.json the file'],
  ])('%s is refused', (_name, json, message) => {
    expect(() => read(json)).toThrow(message);
  });

  test('a file that is not JSON is refused', () => {
    expect(() => parseSplit('{', 'split.json', 10)).toThrow('split.json is not JSON');
  });
});
