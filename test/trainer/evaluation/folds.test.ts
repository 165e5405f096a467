import { describe, expect, test } from 'vitest';
import { correctedSpread } from '../../../trainer/src/evaluation/corrected-interval.ts';
import { crossValidate } from '../../../trainer/src/evaluation/cross-validate.ts';
import { assignFolds, checkFolds } from '../../../trainer/src/evaluation/fold-rows.ts';
import { rocAuc } from '../../../trainer/src/metrics/roc.ts';
import { randomStream } from '../../../trainer/src/random.ts';
import { smallBank, smallConfig } from '../small-bank.ts';

const rowsIn = (assigned: readonly number[], fold: number) =>
  [...assigned.keys()].filter((row) => assigned[row] === fold);

describe('dealing customers to folds', () => {
  const left = Array.from({ length: 503 }, (_, row) => Number(row % 7 === 0));

  test('gives each fold the same number of rows and of customers who left, within one', () => {
    const assigned = assignFolds(left, 5, randomStream(1, 'folds'));
    const sizes = [0, 1, 2, 3, 4].map((fold) => rowsIn(assigned, fold).length);
    const gone = [0, 1, 2, 3, 4].map((fold) =>
      rowsIn(assigned, fold).reduce((sum, row) => sum + left[row], 0),
    );
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    expect(Math.max(...gone) - Math.min(...gone)).toBeLessThanOrEqual(1);
  });

  test('keeps the rows of one customer together', () => {
    const groups = left.map((_, row) => `customer ${Math.floor(row / 3)}`);
    const assigned = assignFolds(left, 5, randomStream(1, 'folds'), groups);
    for (let row = 1; row < left.length; row++) {
      if (groups[row] === groups[row - 1]) expect(assigned[row]).toBe(assigned[row - 1]);
    }
    expect(new Set(assigned).size).toBe(5);
  });

  test.each([
    ['one fold', [0, 0, 0, 0], 'at least 2 folds'],
    [
      'a fold without customers who left',
      [0, 0, 1, 1],
      'fold 2 of 2 has 2 rows, 0 of customers who left',
    ],
    ['half a fold', [0, 0.5, 1, 1], 'counted from 0, however: 0.5'],
    ['too few rows', [0, 1], '2 rows have a fold, and the table has 4'],
  ])('%s is refused', (_name, assigned, message) => {
    expect(() => checkFolds(assigned, [0, 1, 0, 0])).toThrow(message);
  });
});

describe('the interval over folds', () => {
  test.each([
    // Quantiles of Student's t for 0.975 as printed in every table of them.
    [2, 12.706],
    [3, 4.303],
    [5, 2.776],
    [10, 2.262],
    [31, 2.042],
  ])('of %i trainings is that of the corrected resampled t-test', (count, quantile) => {
    const values = Array.from({ length: count }, (_, index) => 0.8 + (index % 2) * 0.02);
    const { mean, deviation, interval } = correctedSpread(values, 0.25);
    const half = quantile * deviation * Math.sqrt(1 / count + 0.25);
    expect(mean).toBeCloseTo(values.reduce((a, b) => a + b) / count, 12);
    expect(interval.high - mean).toBeCloseTo(half, 4);
    expect(mean - interval.low).toBeCloseTo(half, 4);
  });
});

describe('cross-validation', () => {
  const table = smallBank(300);
  const config = smallConfig({ network: { ...smallConfig().network, members: 1, epochs: 2 } });
  const options = { table, config, backend: 'wasm', folds: 3 } as const;

  test('judges every customer by a model that did not learn from him, and sums up the folds', async () => {
    const seen: number[] = [];
    const result = await crossValidate({
      ...options,
      repeats: 2,
      onProgress: ({ fold, folds }) => {
        expect(folds).toBe(6);
        seen.push(fold);
      },
    });
    expect([...new Set(seen)]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(result.figures.map(({ repeat, fold }) => [repeat, fold])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
      [2, 2],
      [2, 3],
    ]);
    expect(result.assignments[0]).not.toEqual(result.assignments[1]);
    const rows = rowsIn(result.assignments[1], 2);
    const auc = rocAuc(
      rows.map((row) => result.probabilities[1][row]),
      rows.map((row) => result.left[row]),
    );
    expect(result.figures[5].rocAuc).toBe(auc);
    const aucs = result.figures.map(({ rocAuc }) => rocAuc);
    expect(result.summary.rocAuc).toEqual(correctedSpread(aucs, 1 / 2));
  });

  test('takes folds that somebody else dealt, and one seed gives the same probabilities', async () => {
    const assignments = Array.from({ length: table.rowCount }, (_, row) => row % 2);
    const once = await crossValidate({ ...options, assignments });
    const again = await crossValidate({ ...options, assignments });
    expect(once.folds).toBe(2);
    expect(once.assignments).toEqual([assignments]);
    expect(again.probabilities).toEqual(once.probabilities);
  });

  test('stops when it is aborted', async () => {
    const controller = new AbortController();
    const running = crossValidate({
      ...options,
      signal: controller.signal,
      onProgress: ({ fold }) => fold === 2 && controller.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
  });

  test('refuses to mix times', async () => {
    const timed = { ...config, split: { ...config.split, time: 'Tenure' } };
    await expect(crossValidate({ ...options, config: timed })).rejects.toThrow('split.time Tenure');
  });
});
