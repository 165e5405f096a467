import { expect, test } from 'vitest';
import { numberAxis, shareAxis } from '../../../trainer/src/report-page/axes.ts';

test.each<[string, number, number[]]>([
  ['a whole one in fifths', 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ['less than half in tenths, up to what it holds', 0.42, [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
  ['a small share in twentieths', 0.2, [0, 0.05, 0.1, 0.15, 0.2]],
])('shares: %s', (_name, to, ticks) => {
  expect(shareAxis('', to).ticks).toEqual(ticks.map((tick) => expect.closeTo(tick, 9)));
});

test.each<[string, number, number, number[]]>([
  ['ages', 18, 92, [20, 40, 60, 80]],
  ['few whole numbers', 1, 4, [1, 2, 3, 4]],
  ['thousands', 0, 250_000, [0, 100_000, 200_000]],
  ['below and above zero', -1.2, 1.3, [-1, 0, 1]],
  ['small numbers without a rounding error', 0, 0.3, [0, 0.1, 0.2, 0.3]],
])('numbers: %s', (_name, from, to, ticks) => {
  expect(numberAxis('', from, to).ticks).toEqual(ticks);
});

test('one number alone still has a tick', () => {
  expect(numberAxis('', 5, 5).ticks).toHaveLength(1);
});
