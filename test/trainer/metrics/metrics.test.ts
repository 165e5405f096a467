import { describe, expect, test } from 'vitest';
import {
  calibrationTable,
  expectedCalibrationError,
} from '../../../trainer/src/metrics/calibration.ts';
import { confusionAt, ratesOf } from '../../../trainer/src/metrics/confusion.ts';
import { liftTable } from '../../../trainer/src/metrics/lift.ts';
import {
  averagePrecision,
  precisionRecallPoints,
} from '../../../trainer/src/metrics/precision-recall.ts';
import { brier, logLoss } from '../../../trainer/src/metrics/probability.ts';
import { rocAuc, rocPoints } from '../../../trainer/src/metrics/roc.ts';
import { normal, randomStream } from '../../../trainer/src/random.ts';

/** Every pair of one who left and one who stayed: the definition of the area, without a curve. */
function aucOfPairs(scores: readonly number[], left: readonly number[]): number {
  let wins = 0;
  let pairs = 0;
  scores.forEach((high, i) => {
    scores.forEach((low, j) => {
      if (left[i] !== 1 || left[j] !== 0) return;
      pairs++;
      wins += high > low ? 1 : high === low ? 0.5 : 0;
    });
  });
  return wins / pairs;
}

function draw(seed: number, customers: number, levels: number) {
  const random = randomStream(seed, 'sample');
  const left = Array.from({ length: customers }, (_, row) => (random() < 0.3 || row === 0 ? 1 : 0));
  left[1] = 0;
  // Few levels, so that many scores are tied.
  const scores = left.map((one) => Math.floor((random() + 0.3 * one) * levels) / levels);
  return { scores, left };
}

describe('ROC AUC', () => {
  test.each([
    ['everybody in order is 1', [0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], 1],
    ['everybody the wrong way round is 0', [0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1], 0],
    ['one score for all is chance', [0.5, 0.5, 0.5], [0, 1, 0], 0.5],
    ['scikit-learn has 0.75 for its own example', [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.75],
  ])('%s', (_name, scores, left, area) => {
    expect(rocAuc(scores, left)).toBeCloseTo(area, 12);
  });

  test.each([3, 10, 1000])('counts every pair, with %i levels of scores', (levels) => {
    for (let seed = 0; seed < 20; seed++) {
      const { scores, left } = draw(seed, 80, levels);
      expect(rocAuc(scores, left)).toBeCloseTo(aucOfPairs(scores, left), 12);
    }
  });

  test('the thinned curve ends where everybody is called', () => {
    const { scores, left } = draw(1, 1000, 1000);
    const points = rocPoints(scores, left, 50);
    expect(points.length).toBeLessThanOrEqual(51);
    expect(points.at(-1)).toMatchObject({ falsePositiveRate: 1, recall: 1 });
  });
});

describe('average precision', () => {
  test.each([
    ['scikit-learn has 0.8333 for its own example', [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 5 / 6],
    ['one score for all is the base rate', [0.5, 0.5, 0.5, 0.5], [0, 1, 0, 0], 0.25],
    ['everybody in order is 1', [0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], 1],
    ['the last of four is a quarter', [0.9, 0.8, 0.7, 0.1], [0, 0, 0, 1], 0.25],
  ])('%s', (_name, scores, left, expected) => {
    expect(averagePrecision(scores, left)).toBeCloseTo(expected, 12);
  });

  test('the curve ends at the base rate', () => {
    const points = precisionRecallPoints([0.9, 0.8, 0.7, 0.1], [1, 0, 0, 1]);
    expect(points[0]).toEqual({ threshold: 0.9, precision: 1, recall: 0.5 });
    expect(points.at(-1)).toEqual({ threshold: 0.1, precision: 0.5, recall: 1 });
  });
});

describe('at a threshold', () => {
  const confusion = confusionAt(0.5, [0.9, 0.5, 0.4, 0.6, 0.1], [1, 1, 1, 0, 0]);

  test('a customer exactly on it counts as leaving', () => {
    expect(confusion).toEqual({
      threshold: 0.5,
      truePositives: 2,
      falsePositives: 1,
      falseNegatives: 1,
      trueNegatives: 1,
    });
  });

  test('rates follow from the counts', () => {
    const rates = ratesOf(confusion);
    expect(rates.accuracy).toBeCloseTo(3 / 5, 12);
    expect(rates.precision).toBeCloseTo(2 / 3, 12);
    expect(rates.recall).toBeCloseTo(2 / 3, 12);
    expect(rates.f1).toBeCloseTo(2 / 3, 12);
  });

  test('calling nobody has a precision of 0 and is no division by zero', () => {
    const rates = ratesOf(confusionAt(0.99, [0.1, 0.2], [1, 0]));
    expect(rates).toEqual({ accuracy: 0.5, precision: 0, recall: 0, f1: 0 });
  });
});

describe('probabilities', () => {
  test('log-loss and Brier score of three customers by hand', () => {
    const probabilities = [0.8, 0.3, 0.5];
    expect(logLoss(probabilities, [1, 0, 1])).toBeCloseTo(
      -(Math.log(0.8) + Math.log(0.7) + Math.log(0.5)) / 3,
      12,
    );
    expect(brier(probabilities, [1, 0, 1])).toBeCloseTo((0.04 + 0.09 + 0.25) / 3, 12);
  });

  test('a table of two bins by hand', () => {
    const bins = calibrationTable([0.12, 0.18, 0.9, 1], [0, 1, 1, 1]);
    expect(bins[1]).toEqual({
      from: 0.1,
      to: 0.2,
      customers: 2,
      left: 1,
      expected: 0.15,
      observed: 0.5,
    });
    expect(bins[9]).toMatchObject({ customers: 2, left: 2, expected: 0.95, observed: 1 });
    expect(bins[5]).toMatchObject({ customers: 0, expected: null, observed: null });
    expect(expectedCalibrationError(bins)).toBeCloseTo((2 * 0.35 + 2 * 0.05) / 4, 12);
  });

  test('outcomes drawn from the probabilities leave an error near 0, shifted ones do not', () => {
    const random = randomStream(7, 'sample');
    const logits = Array.from({ length: 50_000 }, () => 1.5 * normal(random) - 1);
    const probabilities = logits.map((logit) => 1 / (1 + Math.exp(-logit)));
    const left = probabilities.map((probability) => (random() < probability ? 1 : 0));
    const shifted = logits.map((logit) => 1 / (1 + Math.exp(-logit - 1)));
    expect(expectedCalibrationError(calibrationTable(probabilities, left))).toBeLessThan(0.006);
    expect(expectedCalibrationError(calibrationTable(shifted, left))).toBeGreaterThan(0.1);
  });
});

test('lift: calling half of them finds all who left, twice as many as at random', () => {
  const rows = liftTable([0.9, 0.8, 0.3, 0.2], [1, 1, 0, 0]);
  const half = rows.find(({ share }) => share === 0.5);
  expect(half).toEqual({ share: 0.5, customers: 2, left: 2, precision: 1, recall: 1, lift: 2 });
  expect(rows.at(-1)).toMatchObject({ share: 1, recall: 1, lift: 1 });
});
