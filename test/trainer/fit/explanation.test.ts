import type { Network } from '@churn-card/models';
import { expect, test } from 'vitest';
import {
  fitBackground,
  measureBackground,
  SMALLEST_GROUP,
} from '../../../trainer/src/fit/explanation.ts';
import { TINY_SPEC } from '../../support/tiny-artifact.ts';
import { normal, randomStream } from '../../../trainer/src/random.ts';

const random = randomStream(1, 'sample');
const customers = Array.from({ length: 1000 }, (_, row) =>
  Float32Array.of(normal(random), 3 * normal(random), row % 3 === 0 ? 1 : 0, 0),
);

/** A first layer of one unit that makes this much of each input. */
const looking = (...weights: number[]): Network => ({
  inputs: weights.length,
  layers: [
    {
      inputs: weights.length,
      units: 1,
      activation: 'sigmoid',
      kernel: Float32Array.from(weights),
      bias: Float32Array.of(0),
    },
  ],
});
const NETWORK = looking(1, 1, 1, 1);

const meanOf = (rows: readonly ArrayLike<number>[], input: number) =>
  rows.reduce((sum, row) => sum + row[input], 0) / rows.length;

test('the weighted rows have the average of the customers', () => {
  const { rows, weights } = fitBackground(customers, NETWORK, 20);
  expect(rows).toHaveLength(20);
  for (let input = 0; input < 4; input++) {
    const average = rows.reduce((sum, row, index) => sum + weights[index] * row[input], 0);
    expect(average).toBeCloseTo(meanOf(customers, input), 10);
  }
});

test('no row stands for fewer customers than the smallest group', () => {
  const { weights } = fitBackground(customers, NETWORK, 1000);
  expect(weights.length).toBeGreaterThan(20);
  for (const weight of weights) {
    expect(Math.round(weight * customers.length)).toBeGreaterThanOrEqual(SMALLEST_GROUP);
  }
});

test('the order of the customers does not matter to what they have in common', () => {
  const sum = (rows: readonly (readonly number[])[]) =>
    rows.map((row) => row[1]).sort((a, b) => a - b);
  const reversed = fitBackground(customers.toReversed(), NETWORK, 20);
  expect(sum(reversed.rows)).toEqual(
    sum(fitBackground(customers, NETWORK, 20).rows).map(
      (value) => expect.closeTo(value, 10) as number,
    ),
  );
});

test('nobody is told apart by an input that the network does not look at', () => {
  const { rows } = fitBackground(customers, looking(1, 0, 0, 0), 8);
  const spread = (input: number) =>
    Math.max(...rows.map((row) => row[input])) - Math.min(...rows.map((row) => row[input]));
  expect(spread(0)).toBeGreaterThan(2);
  expect(spread(1)).toBeLessThan(2);
});

test('customers who are all the same are one row', () => {
  const same = Array.from({ length: 100 }, () => Float32Array.of(1, 2));
  expect(fitBackground(same, looking(1, 1), 20)).toEqual({
    rows: [[1, 2]],
    weights: [1],
    minimumGroupSize: 20,
  });
});

test('what averages cost is measured: nothing where the network is straight, more the fewer they are', () => {
  const measured = (rows: number, weight: number) => {
    const network = looking(weight, weight, -weight, 0);
    const encoders = ['a', 'b', 'c', 'd'].map((feature) => ({
      ...{ type: 'standardize' as const, feature, median: 0, mean: 0, scale: 1 },
      ...{ min: -9, max: 9, missingIndicator: false },
    }));
    const background = {
      ...fitBackground(customers, network, rows),
      error: TINY_SPEC.background.error,
    };
    const spec = { ...TINY_SPEC, preprocess: { encoders }, background };
    return measureBackground({ spec, network, hash: '' }, customers);
  };
  expect(measured(20, 1)).toMatchObject({ customers: 10, rows: 500 });
  expect(measured(20, 1e-5).points).toBeLessThan(1e-5);
  expect(measured(4, 1).points).toBeGreaterThan(2 * measured(40, 1).points);
});
