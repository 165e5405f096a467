import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundTogether } from '../../widget/src/round-together.ts';

describe('numbers that are rounded together', () => {
  test.each([
    ['keep what is whole', [21, 18, -4], 35, [21, 18, -4]],
    ['give the missing one to the largest remainder', [20.4, 18.4, 16.4], 55, [21, 18, 16]],
    ['do the same below zero', [20.6, -3.4, -4.4], 13, [21, -3, -5]],
    ['show less than one half as nothing', [62.9, 0.1], 63, [63, 0]],
    ['never show a minus zero', [63.2, -0.2], 63, [63, 0]],
  ])('%s', (_name, values, total, rounded) => {
    expect(roundTogether(values, total)).toEqual(rounded);
  });

  const sums = fc
    .array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 })
    .map((values) => ({
      values,
      total: Math.round(values.reduce((sum, value) => sum + value, 0)) + 0,
    }));

  test('add up to the total, whatever they are', () => {
    fc.assert(
      fc.property(sums, ({ values, total }) => {
        const sum = roundTogether(values, total).reduce((all, value) => all + value, 0);
        expect(sum).toBe(total);
      }),
    );
  });

  test('stay within one of what they were, and on their side of zero', () => {
    fc.assert(
      fc.property(sums, ({ values, total }) => {
        for (const [index, rounded] of roundTogether(values, total).entries()) {
          expect(Math.abs(rounded - values[index])).toBeLessThan(1 + 1e-9);
          expect(rounded * values[index]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('keep their order', () => {
    fc.assert(
      fc.property(sums, ({ values, total }) => {
        const rounded = roundTogether(values, total);
        for (const [a, first] of values.entries()) {
          for (const [b, second] of values.entries()) {
            if (first > second) expect(rounded[a]).toBeGreaterThanOrEqual(rounded[b]);
          }
        }
      }),
    );
  });
});
