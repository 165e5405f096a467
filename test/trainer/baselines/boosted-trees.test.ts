import { describe, expect, test } from 'vitest';
import type { Feature, Row } from '@churn-card/models';
import { predictWithTrees } from '../../../trainer/src/baselines/boosted-trees.ts';
import { rocAuc } from '../../../trainer/src/metrics/roc.ts';
import { randomStream } from '../../../trainer/src/random.ts';
import { makeRows } from '../fit/make-rows.ts';

const base = { policy: 'use', changeable: false } as const;
const FEATURES: Feature[] = [
  { ...base, name: 'x', label: { en: 'x' }, type: 'numeric', integer: false, min: 0, max: 1 },
  { ...base, name: 'word, quoted"', label: { en: 'word' }, type: 'categorical', values: [] },
];

/** Leaves where exactly one of two things holds: no line can tell these apart, trees can. */
function draw(seed: number, customers: number, flip: boolean) {
  const random = randomStream(seed, 'sample');
  const rows: Row[] = [];
  const left: number[] = [];
  while (left.length < customers) {
    const row: Row = {
      x: random() < 0.05 ? null : random(),
      'word, quoted"': random() < 0.4 ? 'a' : 'b',
    };
    const isOdd = (row.x !== null && Number(row.x) > 0.4) === (row['word, quoted"'] === 'a');
    rows.push(row);
    left.push(Number(random() < (isOdd !== flip ? 0.8 : 0.1)));
  }
  return { rows: makeRows(FEATURES, rows), left };
}

describe('boosted trees', () => {
  // The library answers for the rarer of the two kinds, whichever that is.
  test.each([
    ['few leave', false],
    ['most leave', true],
  ])('find what no line can, where %s', async (_name, flip) => {
    const train = draw(1, 1500, flip);
    const fresh = draw(2, 1000, flip);
    const answer = await predictWithTrees(FEATURES, train.rows, train.left, fresh.rows);
    if ('unavailable' in answer) throw new Error(answer.unavailable);
    expect(rocAuc(answer.probabilities, fresh.left)).toBeGreaterThan(0.8);
    const mean = answer.probabilities.reduce((a, b) => a + b) / 1000;
    expect(mean).toBeCloseTo(fresh.left.reduce((a, b) => a + b) / 1000, 1);
  });

  test('say the same twice', async () => {
    const { rows, left } = draw(3, 400, false);
    const once = await predictWithTrees(FEATURES, rows, left, rows);
    expect(await predictWithTrees(FEATURES, rows, left, rows)).toEqual(once);
  });

  test('leave no listener for the errors of the process behind', async () => {
    const count = () =>
      process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection');
    const before = count();
    const { rows, left } = draw(4, 200, false);
    await predictWithTrees(FEATURES, rows, left, rows);
    expect(count()).toBe(before);
  });

  test('say why there is nothing where the two kinds are equally frequent', async () => {
    const { rows } = draw(5, 100, false);
    const left = Array.from({ length: 100 }, (_, row) => row % 2);
    expect(await predictWithTrees(FEATURES, rows, left, rows)).toEqual({
      unavailable: 'as many customers left as stayed',
    });
  });
});
