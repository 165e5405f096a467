import { expect, test } from 'vitest';
import { calibrate, explain, logit, score, type Model, type Network } from '@churn-card/models';
import { attribute } from '../../models/src/explanation.ts';
import { seededRandom } from '../../models/src/random.ts';
import { randomNetwork, TINY_NETWORK, TINY_SPEC } from '../support/tiny-artifact.ts';
import { bruteForceShapley } from './brute-force-shapley.ts';

const tiny: Model = { spec: TINY_SPEC, network: TINY_NETWORK, hash: '' };

/** A model of `players` numeric features over a random network and background. */
function randomModel(players: number, seed: number, exactUpTo = 12, hidden = [6, 4]): Model {
  const random = seededRandom(seed);
  const names = Array.from({ length: players }, (_, index) => `feature ${index}`);
  const row = () => names.map(() => random() * 4 - 2);
  return {
    hash: '',
    network: randomNetwork([players, ...hidden, 1], seed),
    spec: {
      ...TINY_SPEC,
      preprocess: {
        encoders: names.map((feature) => ({
          type: 'standardize',
          feature,
          median: 0,
          mean: 0,
          scale: 1,
          min: -9,
          max: 9,
          missingIndicator: false,
        })),
      },
      background: {
        ...TINY_SPEC.background,
        rows: [row(), row(), row()],
        weights: [0.2, 0.5, 0.3],
      },
      explanation: { exactUpTo, coalitionPairs: 400, standardError: 0, seed: 5 },
    },
  };
}

function randomInputs(players: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: players }, () => random() * 4 - 2);
}

test.each([
  ['no hidden layer', []],
  ['one hidden layer', [24]],
  ['two hidden layers', [6, 4]],
  ['two wide hidden layers', [20, 9]],
  ['three hidden layers', [7, 5, 3]],
])('exact reasons with %s equal a brute force over all subsets', (_name, hidden) => {
  for (let seed = 1; seed <= 20; seed++) {
    const model = randomModel(7, seed, 12, hidden);
    const inputs = randomInputs(7, seed + 100);
    const { points, base } = attribute(model, inputs);
    const expected = bruteForceShapley(model, inputs);
    expect(base).toBeCloseTo(expected.base, 12);
    points.forEach((point, player) => expect(point).toBeCloseTo(expected.points[player], 12));
  }
});

test('one-hot inputs of a feature move together: they are one reason', () => {
  const inputs = Float32Array.of(1, 0, 0, 1, 0, 0, 1, 0);
  const expected = bruteForceShapley(tiny, inputs);
  const { points } = attribute(tiny, inputs);
  expect(points).toHaveLength(4);
  points.forEach((point, player) => expect(point).toBeCloseTo(expected.points[player], 12));
});

test.each([[[5]], [[5, 3]]])(
  'units of %j that are always off, always on, or without a weight are no exception',
  (hidden) => {
    const model = randomModel(6, 11, 12, hidden);
    const [first, second, ...others] = model.network.layers;
    const bias = Float32Array.of(-50, 50, 0.1, -0.2, 0.3);
    const kernel = second.kernel.slice();
    kernel.fill(0, 2 * second.units, 3 * second.units);
    const layers = [{ ...first, bias }, { ...second, kernel }, ...others];
    const settled = { ...model, network: { ...model.network, layers } };
    const inputs = randomInputs(6, 12);
    const { points, base } = attribute(settled, inputs);
    const expected = bruteForceShapley(settled, inputs);
    expect(base).toBeCloseTo(expected.base, 12);
    points.forEach((point, player) => expect(point).toBeCloseTo(expected.points[player], 12));
  },
);

test('base and points add up to the probability, exact or sampled', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const inputs = randomInputs(9, seed);
    for (const model of [
      randomModel(9, seed),
      randomModel(9, seed, 12, [8]),
      randomModel(9, seed, 0),
    ]) {
      const { base, points, probability } = attribute(model, inputs);
      const sum = points.reduce((total, point) => total + point, base);
      expect(Math.abs(sum - probability)).toBeLessThan(1e-12);
      const scored = calibrate(model.spec.calibration, logit(model.network, inputs));
      expect(Math.abs(probability - scored)).toBeLessThan(1e-12);
    }
  }
});

test.each([[[6, 4]], [[9]]])(
  'a feature that a network with %s hidden units does not look at gets nothing',
  (hidden) => {
    const model = randomModel(5, 3, 12, hidden);
    const [first, ...rest] = model.network.layers;
    const kernel = first.kernel.map((weight, index) => (index < first.units ? 0 : weight));
    const network: Network = { ...model.network, layers: [{ ...first, kernel }, ...rest] };
    expect(attribute({ ...model, network }, randomInputs(5, 4)).points[0]).toBe(0);
  },
);

test('two features that play the same part get the same', () => {
  const model = randomModel(5, 3);
  const [first, ...rest] = model.network.layers;
  const kernel = first.kernel.slice();
  kernel.copyWithin(first.units, 0, first.units);
  const twins: Model = {
    ...model,
    network: { ...model.network, layers: [{ ...first, kernel }, ...rest] },
    spec: {
      ...model.spec,
      background: {
        ...model.spec.background,
        rows: model.spec.background.rows.map(([one, , ...others]) => [one, one, ...others]),
      },
    },
  };
  const inputs = randomInputs(5, 4);
  inputs[1] = inputs[0];
  const { points } = attribute(twins, inputs);
  expect(points[0]).toBeCloseTo(points[1], 12);
});

test('sampled reasons are within five standard errors of the exact ones, and say so', () => {
  const model = randomModel(10, 8);
  const inputs = randomInputs(10, 9);
  const exact = attribute(model, inputs);
  const sampled = attribute(randomModel(10, 8, 0), inputs);
  expect(exact.standardErrors).toBeNull();
  sampled.points.forEach((point, player) => {
    const error = sampled.standardErrors?.[player] ?? NaN;
    expect(error).toBeLessThan(0.01);
    expect(Math.abs(point - exact.points[player])).toBeLessThanOrEqual(5 * error);
  });
});

test('standard errors are neither too small nor too large: 95 of 100 points are within two of them', () => {
  let within = 0;
  let all = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const inputs = randomInputs(9, seed);
    const exact = attribute(randomModel(9, seed), inputs);
    const model = randomModel(9, seed, 0);
    const explanation = { ...model.spec.explanation, standardError: 0, coalitionPairs: 120, seed };
    const sampled = attribute({ ...model, spec: { ...model.spec, explanation } }, inputs);
    sampled.points.forEach((point, player) => {
      all++;
      const error = sampled.standardErrors?.[player] ?? NaN;
      if (Math.abs(point - exact.points[player]) <= 2 * error) within++;
    });
  }
  expect(within / all).toBeGreaterThan(0.9);
  expect(within / all).toBeLessThan(0.995);
});

test('sampling stops at the standard error that is asked for, or at its most pairs', () => {
  const inputs = randomInputs(10, 9);
  const worst = (standardError: number, coalitionPairs: number) => {
    const model = randomModel(10, 8, 0);
    const explanation = { ...model.spec.explanation, standardError, coalitionPairs };
    const { standardErrors } = attribute(
      { ...model, spec: { ...model.spec, explanation } },
      inputs,
    );
    return Math.max(...(standardErrors ?? []));
  };
  expect(worst(0.002, 10_000)).toBeLessThanOrEqual(0.002);
  expect(worst(0.0005, 10_000)).toBeLessThanOrEqual(0.0005);
  // It did stop: going on would have made the error smaller still.
  expect(worst(0, 10_000)).toBeLessThan(worst(0.002, 10_000) / 4);
  expect(worst(0.0005, 8)).toBeGreaterThan(0.0005);
});

test('the same input twice gives the same bytes', () => {
  for (const exactUpTo of [12, 0]) {
    const inputs = randomInputs(10, 2);
    const once = attribute(randomModel(10, 1, exactUpTo), inputs);
    const twice = attribute(randomModel(10, 1, exactUpTo), inputs);
    expect(JSON.stringify(twice)).toBe(JSON.stringify(once));
  }
});

test('a feature that policy hides is summed into other factors, not dropped', () => {
  const row = { Age: 58, Country: 'Germany', Active: false, Woman: true };
  const { base, contributions } = explain(tiny, row);
  expect(contributions.map(({ feature }) => feature)).toEqual(
    expect.arrayContaining(['Age', 'Country', 'Active', null]),
  );
  expect(contributions.at(-1)?.feature).toBeNull();
  expect(JSON.stringify(contributions)).not.toContain('Woman');
  const sum = contributions.reduce((total, { points }) => total + points, base);
  expect(Math.abs(sum - score(tiny, row))).toBeLessThan(1e-12);
});

test('reasons come by size, the largest first', () => {
  const row = { Age: 58, Country: 'Germany', Active: false, Woman: true };
  const sizes = explain(tiny, row)
    .contributions.filter(({ feature }) => feature !== null)
    .map(({ points }) => Math.abs(points));
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
});
