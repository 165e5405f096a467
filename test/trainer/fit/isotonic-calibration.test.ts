import fc from 'fast-check';
import { calibrate, sigmoid, type IsotonicCalibration } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { fitIsotonic } from '../../../trainer/src/fit/isotonic-calibration.ts';
import { normal, randomStream } from '../../../trainer/src/random.ts';

/** Logits, and outcomes drawn from probabilities that are a curve of them. */
function draw(customers: number, curve: (logit: number) => number, seed = 3) {
  const random = randomStream(seed, 'sample');
  const logits = Array.from({ length: customers }, () => 2 * normal(random));
  const left = logits.map((logit) => (random() < curve(logit) ? 1 : 0));
  return { logits, left };
}

const fitted = (logits: readonly number[], left: readonly number[]): IsotonicCalibration => {
  const state = fitIsotonic(logits, left);
  if (!state) throw new Error('nothing was fitted');
  return state;
};

describe('isotonic calibration', () => {
  test('follows a curve that no straight line can', () => {
    // Nobody is safe and nobody is lost: rates level off at both ends.
    const curve = (logit: number) => 0.1 + 0.6 * sigmoid(3 * logit);
    const { logits, left } = draw(60_000, curve);
    const state = fitted(logits, left);
    for (const logit of [-3, -1, -0.3, 0, 0.3, 1, 3]) {
      expect(Math.abs(calibrate(state, logit) - curve(logit))).toBeLessThan(0.02);
    }
  });

  test('a higher logit never gets a lower probability, whoever left', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 9 }),
        (seed, kinds) => {
          const random = randomStream(seed, 'sample');
          const logits = Array.from({ length: 400 }, () => Math.round(kinds * normal(random)) / 3);
          const left = logits.map(() => Math.round(random()));
          const state = fitIsotonic(logits, left);
          if (!state) return;
          const rising = [...logits].sort((a, b) => a - b).map((logit) => calibrate(state, logit));
          for (const [row, probability] of rising.slice(1).entries()) {
            expect(probability - rising[row]).toBeGreaterThan(-1e-12);
          }
          for (const [point, logit] of state.logits.slice(1).entries()) {
            expect(logit).toBeGreaterThan(state.logits[point]);
          }
        },
      ),
    );
  });

  test('a thousand customers make no more points than groups of fifty, and two ends', () => {
    const { logits, left } = draw(1000, sigmoid);
    expect(fitted(logits, left).logits.length).toBeLessThanOrEqual(22);
  });

  test('two groups whose rates fall are one, as pooling adjacent violators has it', () => {
    const logits = [...fill(50, -2), ...fill(50, -1), ...fill(50, 1), ...fill(50, 2)];
    const rates = [10, 30, 20, 40];
    const left = rates.flatMap((gone) => [...fill(gone, 1), ...fill(50 - gone, 0)]);
    const { logits: points, calibrated } = fitted(logits, left);
    expect(points).toEqual([-2, 0, 2]);
    const baseRate = 101 / 202;
    const expected = [
      (10 + baseRate) / 51,
      // Both groups count one more customer together, once they are joined.
      (50 + baseRate) / 101,
      (40 + baseRate) / 51,
    ].map((rate) => Math.log(rate / (1 - rate)));
    calibrated.forEach((value, point) => expect(value).toBeCloseTo(expected[point], 12));
  });

  test.each([
    ['there are too few customers', [1, 2, 3], [0, 1, 0]],
    ['everybody is alike', fill(500, 0.3), fill(500, 0)],
    ['rates fall everywhere', [...fill(60, -1), ...fill(60, 1)], [...fill(60, 1), ...fill(60, 0)]],
  ])('is not there where %s', (_name, logits, left) => {
    expect(fitIsotonic(logits, left)).toBe(null);
  });
});

function fill<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}
