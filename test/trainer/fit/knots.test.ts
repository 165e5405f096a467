import { describe, expect, test } from 'vitest';
import { fitKnots } from '../../../trainer/src/fit/knots.ts';
import { randomStream } from '../../../trainer/src/random.ts';

const count = (length: number) => Array.from({ length }, (_, index) => index);

describe('a column is cut', () => {
  test('where the rate of leaving changes, and nowhere else', () => {
    const ages = count(1000);
    const left = ages.map((age) => Number(age >= 300 && age < 700));
    expect(fitKnots(ages, left)).toEqual([0, 299.5, 699.5, 999]);
  });

  test('between the same values, however the rows are ordered', () => {
    const ages = count(1000).map((row) => (row * 617) % 1000);
    const left = ages.map((age) => Number(age >= 300));
    expect(fitKnots(ages, left)).toEqual([0, 299.5, 999]);
  });

  test('first where it falls most: the brute force over all single cuts agrees', () => {
    const random = randomStream(4, 'sample');
    const values = count(200).map(() => Math.floor(40 * random()));
    const left = values.map((value) => Number(random() < (value < 11 ? 0.2 : 0.7)));
    const gini = (rows: number[]) => {
      const share = rows.reduce((sum, row) => sum + left[row], 0) / rows.length;
      return rows.length * share * (1 - share);
    };
    const cuts = count(39).map((cut) => {
      const sides = [true, false].map((below) =>
        [...values.keys()].filter((row) => values[row] <= cut === below),
      );
      const isTooSmall = sides.some(({ length }) => length < 13);
      return isTooSmall ? Infinity : gini(sides[0]) + gini(sides[1]);
    });
    const best = cuts.indexOf(Math.min(...cuts));
    const after = Math.min(...values.filter((value) => value > best));
    expect(fitKnots(values, left)).toContain((best + after) / 2);
  });

  test('into eight pieces at most, each with enough customers', () => {
    const random = randomStream(1, 'sample');
    const values = count(5000).map(() => random());
    const left = values.map((value) => Number(random() < value));
    const knots = fitKnots(values, left);
    expect(knots).toHaveLength(9);
    for (const piece of count(8)) {
      const inside = values.filter((value) => value >= knots[piece] && value < knots[piece + 1]);
      expect(inside.length).toBeGreaterThanOrEqual(63);
    }
  });
});

test.each([
  ['one value for all has one piece', [5, 5, 5], [0, 1, 0], [5, 6]],
  ['where everybody stayed, there is nothing to cut for', [1, 2, 3, 4], [0, 0, 0, 0], [1, 4]],
])('%s', (_name, values, left, knots) => {
  expect(fitKnots(values, left)).toEqual(knots);
});
