import { logit, type Preprocess } from '@churn-card/models';
import { beforeAll, expect, test } from 'vitest';
import { openBackend } from '../../../trainer/src/backend/backend.ts';
import { fitDistilledNetwork, type MemberEpoch } from '../../../trainer/src/fit/distillation.ts';
import { createExamples, rowsOf, type Examples } from '../../../trainer/src/fit/examples.ts';
import { fitNetwork, type NetworkOptions } from '../../../trainer/src/fit/network.ts';
import { meanLogLoss } from '../../../trainer/src/fit/log-loss.ts';
import { normal, randomStream } from '../../../trainer/src/random.ts';

const OPTIONS: NetworkOptions = {
  members: 4,
  hidden: [16],
  dropout: 0.1,
  weightDecay: 0,
  learningRate: 0.02,
  batchSize: 64,
  epochs: 40,
  patience: 8,
  imbalance: 'none',
};

/** Four numbers as they are. */
const PREPROCESS: Preprocess = {
  encoders: ['a', 'b', 'c', 'd'].map((feature) => ({
    type: 'standardize',
    feature,
    median: 0,
    mean: 0,
    scale: 1,
    min: -9,
    max: 9,
    missingIndicator: false,
  })),
};

/** Few customers, much noise: one network alone remembers what it should not. */
function noisy(rows: number, seed: number): Examples {
  const random = randomStream(seed, 'sample');
  const inputs = Array.from({ length: rows }, () =>
    Float32Array.from({ length: 4 }, () => normal(random)),
  );
  const left = inputs.map(([a, b, c]) => {
    const truth = 1 / (1 + Math.exp(1 - Math.abs(a) - b + 0.5 * c));
    return random() < truth ? 1 : 0;
  });
  return createExamples(inputs, left);
}

/** What one network has for training and for stopping, several may divide among themselves. */
const together = (a: Examples, b: Examples): Examples =>
  createExamples([...rowsOf(a), ...rowsOf(b)], [...a.left, ...b.left]);

const lossOf = (network: Parameters<typeof logit>[0], { inputs, left, width }: Examples) =>
  meanLogLoss(
    Array.from(left, (_, row) => logit(network, inputs.subarray(row * width, (row + 1) * width))),
    left,
  );

beforeAll(() => openBackend('wasm'));

const taught = (examples: Examples) => {
  const inputs = rowsOf(examples);
  return {
    inputs: { length: inputs.length, at: (row: number) => inputs[row] },
    left: examples.left,
  };
};

test('the imitation of several is better than one alone, on average and on fresh customers', async () => {
  const fresh = noisy(4000, 99);
  let [alone, imitation] = [0, 0];
  for (const seed of [1, 2, 3, 4]) {
    const [train, validation] = [noisy(300, seed), noisy(100, 50 + seed)];
    const one = await fitNetwork(train, validation, OPTIONS, seed);
    const customers = together(train, validation);
    const all = await fitDistilledNetwork(taught(customers), PREPROCESS, OPTIONS, seed);
    alone += lossOf(one.network, fresh) / 4;
    imitation += lossOf(all.network, fresh) / 4;
  }
  expect(imitation).toBeLessThan(alone);
});

test('what is shipped is as small as the configuration says, and the same for one seed', async () => {
  const customers = noisy(300, 1);
  const seen: MemberEpoch[] = [];
  const options = { ...OPTIONS, members: 2, epochs: 3 };
  const onEpoch = (epoch: MemberEpoch) => seen.push(epoch);
  const first = await fitDistilledNetwork(taught(customers), PREPROCESS, options, 5, { onEpoch });
  const again = await fitDistilledNetwork(taught(customers), PREPROCESS, options, 5);
  expect(again.network).toEqual(first.network);
  expect(first.network.layers.map(({ inputs, units }) => [inputs, units])).toEqual([
    [4, 16],
    [16, 1],
  ]);
  expect(first.histories).toHaveLength(3);
  expect(new Set(seen.map(({ network }) => network))).toEqual(new Set([1, 2, 3]));
  expect(seen.every(({ networks }) => networks === 3)).toBe(true);
});

test('customers of one group never stand on both sides of a member', async () => {
  const groups = Array.from({ length: 60 }, (_, row) => `customer ${Math.floor(row / 10)}`);
  const copies = noisy(6, 3);
  const rows = rowsOf(copies).flatMap((row) => Array.from({ length: 10 }, () => row));
  const left = [...copies.left].flatMap((one) => Array.from({ length: 10 }, () => one));
  const options = { ...OPTIONS, members: 2, epochs: 60, patience: 60 };
  const fit = (by?: string[]) =>
    fitDistilledNetwork(taught(createExamples(rows, left)), PREPROCESS, options, 1, {}, by);
  const lowest = ({ histories }: Awaited<ReturnType<typeof fit>>) =>
    Math.min(...histories[0].map(({ validationLoss }) => validationLoss));
  // Whoever has seen the copy of a customer knows the answer by heart.
  expect(lowest(await fit())).toBeLessThan(0.1);
  expect(lowest(await fit(groups))).toBeGreaterThan(0.1);
});
