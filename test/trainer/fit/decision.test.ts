import { describe, expect, test } from 'vitest';
import { fitBands, fitThreshold } from '../../../trainer/src/fit/decision.ts';
import { fitTrackRecord } from '../../../trainer/src/fit/track-record.ts';
import { confusionAt, ratesOf } from '../../../trainer/src/metrics/confusion.ts';
import { randomStream } from '../../../trainer/src/random.ts';

describe('threshold', () => {
  test('no other threshold has a larger F1', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = randomStream(seed, 'sample');
      // Whole permille, so that rounding down changes nothing.
      const probabilities = Array.from(
        { length: 200 },
        () => (5 + Math.floor(random() * 990)) / 1000,
      );
      const left = probabilities.map((probability) => (random() < probability ? 1 : 0));
      const f1At = (threshold: number) => ratesOf(confusionAt(threshold, probabilities, left)).f1;
      const best = Math.max(...probabilities.map(f1At));
      expect(f1At(fitThreshold(probabilities, left))).toBeCloseTo(best, 12);
    }
  });

  const random = randomStream(3, 'sample');
  const probabilities = Array.from({ length: 400 }, () => (5 + Math.floor(random() * 990)) / 1000);
  const left = probabilities.map((probability) => (random() < probability ? 1 : 0));
  const at = (threshold: number) => confusionAt(threshold, probabilities, left);

  test('recall: the highest that finds as many as asked for', () => {
    const threshold = fitThreshold(probabilities, left, { rule: 'recall', target: 0.8 });
    expect(ratesOf(at(threshold)).recall).toBeGreaterThanOrEqual(0.8);
    const higher = Math.min(...probabilities.filter((probability) => probability > threshold));
    expect(ratesOf(at(higher)).recall).toBeLessThan(0.8);
  });

  test('recall: nearly all can be asked for', () => {
    const threshold = fitThreshold(probabilities, left, { rule: 'recall', target: 0.999 });
    expect(ratesOf(at(threshold)).recall).toBe(1);
  });

  test('F2 finds more than F1, and no other threshold has a larger one', () => {
    const f2At = (threshold: number) => {
      const { precision, recall } = ratesOf(at(threshold));
      return (5 * precision * recall) / (4 * precision + recall);
    };
    const threshold = fitThreshold(probabilities, left, { rule: 'f-beta', beta: 2 });
    expect(f2At(threshold)).toBeCloseTo(
      Math.max(...probabilities.map((one) => f2At(one) || 0)),
      12,
    );
    expect(threshold).toBeLessThan(fitThreshold(probabilities, left));
  });

  test('cost: where a call pays for itself, and there the profit is largest', () => {
    const rule = { contactCost: 20, customerValue: 500, saveRate: 0.25, currency: 'EUR' };
    expect(fitThreshold(probabilities, left, { rule: 'cost', ...rule })).toBe(0.16);
    // Expected, not realized: what the probabilities promise.
    const profitAt = (threshold: number) =>
      probabilities.reduce((sum, probability) => {
        return probability < threshold ? sum : sum + probability * 0.25 * 500 - 20;
      }, 0);
    for (const other of probabilities) {
      expect(profitAt(other)).toBeLessThanOrEqual(profitAt(0.16) + 1e-9);
    }
  });

  test('capacity: as many calls as can be made, and not one more', () => {
    const rule = { rule: 'capacity', calls: 50, customers: 1000 } as const;
    const threshold = fitThreshold(probabilities, left, rule);
    const calls = probabilities.filter((probability) => probability >= threshold).length;
    expect(calls).toBeLessThanOrEqual(20);
    const next = Math.max(...probabilities.filter((probability) => probability < threshold));
    expect(probabilities.filter((probability) => probability >= next).length).toBeGreaterThan(20);
  });

  test('of equal ones, the one with fewer calls', () => {
    expect(fitThreshold([0.9, 0.5, 0.3, 0.3], [1, 0, 1, 0])).toBe(0.9);
  });
});

describe('bands', () => {
  test.each([
    ['medium starts at the base rate', 0.2037, 0.35, undefined, [0, 0.203, 0.35]],
    [
      'or at half the threshold, where one acts below the base rate',
      0.6,
      0.4,
      undefined,
      [0, 0.2, 0.4],
    ],
    ['or where the configuration says', 0.2, 0.35, { medium: 0.1, high: 0.7 }, [0, 0.1, 0.7]],
  ])('%s', (_name, baseRate, threshold, given, starts) => {
    expect(fitBands(baseRate, threshold, given).map(({ from }) => from)).toEqual(starts);
  });
});

describe('track record', () => {
  const random = randomStream(1, 'sample');
  const probabilities = Array.from({ length: 2000 }, () => random() ** 3);
  const left = probabilities.map((probability) => (random() < probability ? 1 : 0));
  const record = fitTrackRecord(probabilities, left);

  test('the bins go from 0 to 1 without gaps, each with enough customers', () => {
    expect(record[0].from).toBe(0);
    expect(record.at(-1)?.to).toBe(1);
    record.slice(1).forEach((bin, index) => expect(bin.from).toBe(record[index].to));
    for (const { customers } of record) expect(customers).toBeGreaterThanOrEqual(50);
  });

  test('each bin counts those scored in it and how many of them left', () => {
    for (const { from, to, customers, left: gone } of record) {
      const inside = [...probabilities.keys()].filter(
        (row) => probabilities[row] >= from && (probabilities[row] < to || to === 1),
      );
      expect(customers).toBe(inside.length);
      expect(gone).toBe(inside.reduce((sum, row) => sum + left[row], 0));
    }
  });

  test('a handful of customers is one bin', () => {
    expect(fitTrackRecord([0.1, 0.5, 0.9], [0, 0, 1])).toEqual([
      { from: 0, to: 1, customers: 3, left: 1 },
    ]);
  });
});
