import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../trainer/src/evaluation/evaluate.ts';
import {
  bootstrapDifference,
  bootstrapIntervals,
} from '../../../trainer/src/evaluation/bootstrap.ts';
import { FIGURES, figuresOf, rankCustomers } from '../../../trainer/src/evaluation/ranked.ts';
import { normal, randomStream } from '../../../trainer/src/random.ts';

/** Customers whose probabilities are exactly what they leave with. */
function drawCustomers(seed: number, customers: number, levels = 1e9) {
  const random = randomStream(seed, 'sample');
  const probabilities = Array.from({ length: customers }, () => {
    const value = 1 / (1 + Math.exp(1.2 - 1.2 * normal(random)));
    return Math.min(Math.max(Math.round(value * levels) / levels, 0.01), 0.99);
  });
  const left = probabilities.map((value) => Number(random() < value));
  return { probabilities, left };
}

const figuresBy = (
  probabilities: readonly number[],
  left: readonly number[],
  threshold: number,
) => {
  const { test, lift } = evaluate(probabilities, left, threshold);
  return { ...test, liftAt10: lift.find(({ share }) => share === 0.1)?.lift };
};

describe('the figures of a resample', () => {
  test.each([5, 1e9])('are those of evaluate where everybody counts once (%d levels)', (levels) => {
    const { probabilities, left } = drawCustomers(1, 300, levels);
    const expected = figuresBy(probabilities, left, 0.4);
    const figures = figuresOf(
      rankCustomers(probabilities, left, 0.4),
      left.map(() => 1),
    );
    for (const name of FIGURES) expect(figures[name], name).toBeCloseTo(expected[name] ?? NaN, 12);
  });

  test('are those of evaluate on a table that repeats the customers', () => {
    const { probabilities, left } = drawCustomers(2, 200, 20);
    const random = randomStream(2, 'shuffle');
    const counts = left.map(() => Math.floor(random() * 4));
    // Sorted, since who of equals is called first is open: evaluate takes them as they come.
    const order = [...left.keys()].sort((a, b) => probabilities[b] - probabilities[a] || a - b);
    const repeated = order.flatMap((row) => Array.from({ length: counts[row] }, () => row));
    const expected = figuresBy(
      repeated.map((row) => probabilities[row]),
      repeated.map((row) => left[row]),
      0.4,
    );
    const figures = figuresOf(rankCustomers(probabilities, left, 0.4), counts);
    for (const name of FIGURES) expect(figures[name], name).toBeCloseTo(expected[name] ?? NaN, 12);
  });
});

describe('intervals', () => {
  test('of the AUC are as wide as those of DeLong et al. 1988', () => {
    const { probabilities, left } = drawCustomers(3, 1500);
    const { rocAuc } = bootstrapIntervals(probabilities, 0.4, { left, seed: 1 });
    const width = 2 * 1.96 * deLongError(probabilities, left);
    expect((rocAuc.high - rocAuc.low) / width).toBeGreaterThan(0.9);
    expect((rocAuc.high - rocAuc.low) / width).toBeLessThan(1.1);
  });

  test('of the Brier score are as wide as the normal approximation of a mean', () => {
    const { probabilities, left } = drawCustomers(4, 1500);
    const { brier } = bootstrapIntervals(probabilities, 0.4, { left, seed: 1 });
    const errors = probabilities.map((value, row) => (value - left[row]) ** 2);
    const width = 2 * 1.96 * standardError(errors);
    expect((brier.high - brier.low) / width).toBeGreaterThan(0.9);
    expect((brier.high - brier.low) / width).toBeLessThan(1.1);
  });

  test('hold what is true of all customers about 95 times in 100', () => {
    const { probabilities, left } = drawCustomers(5, 100_000);
    const truth = { ...figuresBy(probabilities, left, 0.4), ece: 0 };
    const covered = Object.fromEntries(FIGURES.map((name) => [name, 0]));
    for (let sample = 0; sample < 100; sample++) {
      const rows = { from: sample * 300, to: (sample + 1) * 300 };
      const part = left.slice(rows.from, rows.to);
      const intervals = bootstrapIntervals(probabilities.slice(rows.from, rows.to), 0.4, {
        left: part,
        seed: sample,
      });
      for (const name of FIGURES) {
        const { low, high } = intervals[name];
        covered[name] += Number(low <= (truth[name] ?? NaN) && (truth[name] ?? NaN) <= high);
      }
    }
    for (const name of FIGURES) expect(covered[name], name).toBeGreaterThanOrEqual(88);
    for (const name of FIGURES.filter((name) => name !== 'ece')) {
      expect(covered[name], name).toBeLessThan(100);
    }
  });

  test('are wider where customers come in groups of several rows that are alike', () => {
    const { probabilities, left } = drawCustomers(6, 200);
    const four = <T>(values: readonly T[]) =>
      values.flatMap((value) => [value, value, value, value]);
    const groups = four(left.map((_, row) => `customer ${row}`));
    const measured = { left: four(left), seed: 1 };
    const alone = bootstrapIntervals(four(probabilities), 0.4, measured).rocAuc;
    const together = bootstrapIntervals(four(probabilities), 0.4, { ...measured, groups }).rocAuc;
    expect((together.high - together.low) / (alone.high - alone.low)).toBeGreaterThan(1.7);
  });

  test('of the calibration error start above 0 where a perfect model would hardly show as much', () => {
    const { probabilities, left } = drawCustomers(10, 1500);
    const perfect = bootstrapIntervals(probabilities, 0.4, { left, seed: 1 });
    expect(perfect.ece.low).toBe(0);
    const tooHigh = probabilities.map((value) => Math.min(value + 0.1, 0.99));
    const wrong = bootstrapIntervals(tooHigh, 0.4, { left, seed: 1 });
    expect(wrong.ece.low).toBeGreaterThan(0.05);
    expect(wrong.ece.low).toBeLessThan(0.1);
    expect(wrong.ece.high).toBeGreaterThan(0.1);
  });

  test('depend on the seed and on nothing else', () => {
    const { probabilities, left } = drawCustomers(7, 200);
    const once = bootstrapIntervals(probabilities, 0.4, { left, seed: 1 });
    expect(bootstrapIntervals(probabilities, 0.4, { left, seed: 1 })).toEqual(once);
    expect(bootstrapIntervals(probabilities, 0.4, { left, seed: 2 })).not.toEqual(once);
    expect(once.resamples).toBe(1000);
  });
});

describe('the difference of two models', () => {
  test('is none between a model and itself', () => {
    const { probabilities, left } = drawCustomers(8, 200);
    expect(bootstrapDifference(probabilities, probabilities, { left, seed: 1 })).toEqual({
      rocAuc: { low: 0, high: 0 },
      logLoss: { low: 0, high: 0 },
    });
  });

  test('is narrower than those of the two alone, since their customers are the same', () => {
    const { probabilities, left } = drawCustomers(9, 800);
    const random = randomStream(9, 'shuffle');
    const noisy = probabilities.map((value) => 0.8 * value + 0.1 * random() + 0.01);
    const { rocAuc } = bootstrapDifference(probabilities, noisy, { left, seed: 1 });
    const alone = bootstrapIntervals(probabilities, 0.4, { left, seed: 1 }).rocAuc;
    expect(rocAuc.low).toBeGreaterThan(0);
    expect(rocAuc.high - rocAuc.low).toBeLessThan((alone.high - alone.low) / 2);
  });
});

/** The standard error of an AUC from the placements of every customer (DeLong et al. 1988). */
function deLongError(scores: readonly number[], left: readonly number[]): number {
  const gone = scores.filter((_, row) => left[row] === 1);
  const stayed = scores.filter((_, row) => left[row] === 0);
  const wins = (high: number, low: number) => (high > low ? 1 : high === low ? 0.5 : 0);
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
  const ofGone = gone.map((high) => mean(stayed.map((low) => wins(high, low))));
  const ofStayed = stayed.map((low) => mean(gone.map((high) => wins(high, low))));
  return Math.hypot(standardError(ofGone), standardError(ofStayed));
}

function standardError(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b) / values.length;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance / values.length);
}
