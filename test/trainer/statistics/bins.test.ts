import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binOf, quantileCuts } from '../../../trainer/src/statistics/quantile-cuts.ts';
import { stabilityIndex } from '../../../trainer/src/statistics/stability-index.ts';

describe('cuts', () => {
  test('give bins of as many rows each', () => {
    const hundred = Float64Array.from({ length: 100 }, (_, row) => row);
    expect(quantileCuts(hundred, 4)).toEqual([25, 50, 75]);
  });

  test('leave a number that comes often in a bin of its own', () => {
    expect(quantileCuts(Float64Array.of(0, 0, 0, 0, 0, 0, 1, 2), 4)).toEqual([1]);
    expect(quantileCuts(Float64Array.of(7, 7, 7), 4)).toEqual([]);
  });

  test('ascend, and each number is in the bin that a walk along the cuts finds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1 }), (values) => {
        const cuts = quantileCuts(Float64Array.from(values).sort(), 5);
        expect(cuts).toEqual([...new Set(cuts)].sort((a, b) => a - b));
        for (const value of values) {
          expect(binOf(value, cuts)).toBe(cuts.filter((cut) => cut <= value).length);
        }
        const used = new Set(values.map((value) => binOf(value, cuts)));
        expect(used.size).toBe(cuts.length + 1);
      }),
    );
  });
});

describe('the population stability index', () => {
  test('is nothing where the shares stay, and the same forwards and backwards', () => {
    expect(stabilityIndex([100, 300], [100, 300])).toBeCloseTo(0, 12);
    expect(stabilityIndex([10, 90], [40, 60])).toBeCloseTo(stabilityIndex([40, 60], [10, 90]), 12);
  });

  test('agrees with a hand-worked table of many customers', () => {
    // 0.1 ln(0.3/0.2) + (-0.1) ln(0.7/0.8), as half a customer is nothing beside a million.
    const expected = 0.1 * Math.log(0.3 / 0.2) - 0.1 * Math.log(0.7 / 0.8);
    expect(stabilityIndex([2e6, 8e6], [3e6, 7e6])).toBeCloseTo(expected, 5);
  });

  test('is finite where a bin is empty', () => {
    expect(stabilityIndex([0, 100], [100, 0])).toBeGreaterThan(1);
    expect(stabilityIndex([0, 100], [100, 0])).toBeLessThan(Infinity);
  });
});
