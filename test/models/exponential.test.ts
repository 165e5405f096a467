import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exponential } from '../../models/src/exponential.ts';

test('is what the engine says, to one unit in the last place', () => {
  fc.assert(
    fc.property(fc.double({ min: -708, max: 0, noNaN: true }), (x) => {
      const found = exponential(x);
      const known = Math.exp(x);
      expect(Math.abs(found - known)).toBeLessThanOrEqual(known * 2 ** -52);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['1 at 0', 0, 1],
  ['1 at minus 0', -0, 1],
  ['1/e at -1', -1, 0.36787944117144233],
  ['one half at -ln 2', -Math.LN2, 0.5],
  ['a number with all its digits at -708', -708, 3.307553003638408e-308],
  ['0 below', -709, 0],
  ['0 at minus infinity', -Infinity, 0],
])('is %s', (_name, x, expected) => {
  expect(exponential(x)).toBe(expected);
});

test('rises with its argument, across every power of two', () => {
  let before = 0;
  for (let x = -746; x <= 0; x += 1 / 128) {
    const value = exponential(x);
    expect(value).toBeGreaterThanOrEqual(before);
    before = value;
  }
});

test('keeps the bits that it has had', () => {
  // Written by this function once: what another engine must give, too.
  const bits = (value: number) => new BigUint64Array(Float64Array.of(value).buffer)[0].toString(16);
  expect([-0.1, -0.7, -1.234, -20, -700.5].map((x) => bits(exponential(x)))).toEqual([
    '3fecf46d99d52b3a',
    '3fdfc80db9dd5542',
    '3fd2a1cdddde5461',
    '3e21b48655f37267',
    'c4ff475c68ca02',
  ]);
});
