import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  correlationRatio,
  cramersV,
  cramersVOfCounts,
  pearson,
} from '../../../trainer/src/statistics/association.ts';
import { averageRanks } from '../../../trainer/src/statistics/ranks.ts';

const numbers = (...values: number[]) => Float64Array.from(values);
const column = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 40 });

describe('ranks', () => {
  test('are shared on average by equal numbers, and missing ones have none', () => {
    expect([...averageRanks(numbers(3, 1, NaN, 3, 2))]).toEqual([3.5, 1, NaN, 3.5, 2]);
  });

  test('are one more than half the equal ones and all the smaller ones', () => {
    fc.assert(
      fc.property(column, (values) => {
        const counted = values.map((value) => {
          const smaller = values.filter((other) => other < value).length;
          return smaller + (values.filter((other) => other === value).length + 1) / 2;
        });
        expect([...averageRanks(Float64Array.from(values))]).toEqual(counted);
      }),
    );
  });
});

describe("Pearson's r", () => {
  test('agrees with a hand-worked table', () => {
    // Means 3 and 4; sums of squares 10 and 6; of products 6: 6 / sqrt(60).
    expect(pearson(numbers(1, 2, 3, 4, 5), numbers(2, 4, 5, 4, 5))).toBeCloseTo(0.774597, 6);
  });

  test('is ±1 on a line however far from zero it lies, and passes over missing rows', () => {
    const far = numbers(1e9, 1e9 + 1, NaN, 1e9 + 2);
    expect(pearson(far, numbers(5, 3, 7, 1))).toBeCloseTo(-1, 9);
  });

  test('cannot be told where a column is always the same', () => {
    expect(pearson(numbers(1, 1, 1), numbers(1, 2, 3))).toBeNaN();
  });
});

describe('the correlation ratio', () => {
  test('agrees with the hand-worked table of exam scores', () => {
    // Algebra, geometry, statistics: eta² = 6780 / 9640, a table often worked in textbooks.
    const scores = numbers(45, 70, 29, 15, 21, 40, 20, 30, 42, 65, 95, 80, 70, 85, 73);
    const topics = Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2);
    expect(correlationRatio(topics, 3, scores) ** 2).toBeCloseTo(6780 / 9640, 6);
  });

  test("equals Pearson's |r| where there are two words", () => {
    fc.assert(
      fc.property(column, (values) => {
        const codes = Int32Array.from(values, (_, row) => row % 2);
        const known = Float64Array.from(values);
        const r = Math.abs(pearson(Float64Array.from(codes), known));
        const ratio = correlationRatio(codes, 2, known);
        if (Number.isNaN(r)) expect(ratio).toBeNaN();
        else expect(ratio).toBeCloseTo(r, 9);
      }),
    );
  });
});

describe("Cramér's V", () => {
  test('agrees with the hand-worked correction for bias', () => {
    // [[10, 20], [30, 40]]: chi² = 100 / 126 of 100; phi² - 1/99 is below zero.
    expect(cramersVOfCounts(numbers(10, 20, 30, 40), 2)).toBe(0);
    // [[40, 10], [10, 40]]: phi² = 0.36; (0.36 - 1/99) / (2 - 1/99 - 1).
    expect(cramersVOfCounts(numbers(40, 10, 10, 40), 2)).toBeCloseTo(
      Math.sqrt((0.36 - 1 / 99) / (1 - 1 / 99)),
      12,
    );
  });

  test('is 1 where one word tells the other, and is the same both ways round', () => {
    const a = Int32Array.from({ length: 60 }, (_, row) => row % 3);
    expect(cramersV(a, 3, a, 3)).toBeCloseTo(1, 12);
    fc.assert(
      fc.property(column, column, (first, second) => {
        const rows = Math.min(first.length, second.length);
        const x = Int32Array.from(first.slice(0, rows), (value) => Math.abs(value) % 4);
        const y = Int32Array.from(second.slice(0, rows), (value) => (value + 20) % 3);
        const [one, other] = [cramersV(x, 4, y, 3), cramersV(y, 3, x, 4)];
        if (Number.isNaN(one)) expect(other).toBeNaN();
        else expect(one).toBeCloseTo(other, 9);
      }),
    );
  });

  test('passes over rows in which either is missing, and over words in no row', () => {
    const a = Int32Array.of(0, 0, 2, 2, -1, 0);
    const b = Int32Array.of(0, 0, 1, 1, 1, -1);
    expect(cramersV(a, 3, b, 2)).toBeCloseTo(1, 12);
  });
});
