import { preprocess, type Preprocess } from '@churn-card/models';
import { expect, test } from 'vitest';
import { createExamples } from '../../../trainer/src/fit/examples.ts';
import { fitPeriodic } from '../../../trainer/src/fit/periodic.ts';
import { randomStream } from '../../../trainer/src/random.ts';

const STATE: Preprocess = {
  encoders: [
    { type: 'piecewise', feature: 'a', median: 0, knots: [0, 1, 4], missingIndicator: true },
    {
      type: 'one-hot',
      feature: 'b',
      levels: ['x', 'y'],
      other: false,
      missing: false,
      fallback: 'x',
    },
    { type: 'piecewise', feature: 'c', median: 0, knots: [0, 1], missingIndicator: false },
  ],
};
const rows = [0, 1, 2, 3].map((a) => preprocess(STATE, { a, b: a === 2 ? 'y' : 'x', c: a % 2 }));
const train = createExamples(rows, [0, 1, 0, 1]);
const fit = (seed: number) => fitPeriodic(STATE, train, randomStream(seed, 'frequencies'));

test('a number is standardized and stands beside sine and cosine of its multiples', () => {
  const [a, ...waves] = fit(1)(rows[3]);
  const [start] = fit(1)(rows[0]);
  // Mean 1.5, deviation of 0, 1, 2, 3.
  expect(a).toBeCloseTo(1.5 / Math.sqrt(1.25), 5);
  expect(start).toBeCloseTo(-1.5 / Math.sqrt(1.25), 5);
  for (const wave of [0, 1, 2, 3]) {
    expect(waves[2 * wave] ** 2 + waves[2 * wave + 1] ** 2).toBeCloseTo(1, 5);
  }
});

test('words, signs for missing and numbers with two values get no waves', () => {
  //                                  a, 4 waves, missing | x, y | c
  expect(fit(1)(rows[2])).toHaveLength(1 + 8 + 1 + 2 + 1);
  const missing = preprocess(STATE, { a: null, b: 'y', c: 1 });
  expect([...fit(1)(missing)].slice(9)).toEqual([1, 0, 1, expect.closeTo(1, 5)]);
});

test('another draw gives other waves, and the same one the same', () => {
  expect(fit(1)(rows[1])).toEqual(fit(1)(rows[1]));
  expect(fit(2)(rows[1])).not.toEqual(fit(1)(rows[1]));
});
