import { logit } from '@churn-card/models';
import { beforeAll, expect, test } from 'vitest';
import { openBackend } from '../../../trainer/src/backend.ts';
import { fitDistilledNetwork, type MemberEpoch } from '../../../trainer/src/fit/distillation.ts';
import { createExamples, type Examples } from '../../../trainer/src/fit/examples.ts';
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

const FEATURES = ['a', 'b', 'c', 'd'].map((feature, start) => ({ feature, start, width: 1 }));

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

const lossOf = (network: Parameters<typeof logit>[0], { inputs, left, width }: Examples) =>
  meanLogLoss(
    Array.from(left, (_, row) => logit(network, inputs.subarray(row * width, (row + 1) * width))),
    left,
  );

beforeAll(() => openBackend('wasm'));

test('the imitation of several is better than one alone, on average and on fresh customers', async () => {
  const fresh = noisy(4000, 99);
  let [alone, imitation] = [0, 0];
  for (const seed of [1, 2, 3, 4]) {
    const [train, validation] = [noisy(300, seed), noisy(100, 50 + seed)];
    const one = await fitNetwork(train, validation, OPTIONS, seed);
    const all = await fitDistilledNetwork(train, validation, FEATURES, OPTIONS, seed);
    alone += lossOf(one.network, fresh) / 4;
    imitation += lossOf(all.network, fresh) / 4;
  }
  expect(imitation).toBeLessThan(alone);
});

test('what is shipped is as small as the configuration says, and the same for one seed', async () => {
  const [train, validation] = [noisy(200, 1), noisy(100, 2)];
  const seen: MemberEpoch[] = [];
  const options = { ...OPTIONS, members: 2, epochs: 3 };
  const onEpoch = (epoch: MemberEpoch) => seen.push(epoch);
  const first = await fitDistilledNetwork(train, validation, FEATURES, options, 5, { onEpoch });
  const again = await fitDistilledNetwork(train, validation, FEATURES, options, 5);
  expect(again.network).toEqual(first.network);
  expect(first.network.layers.map(({ inputs, units }) => [inputs, units])).toEqual([
    [4, 16],
    [16, 1],
  ]);
  expect(first.histories).toHaveLength(3);
  expect(new Set(seen.map(({ network }) => network))).toEqual(new Set([1, 2, 3]));
  expect(seen.every(({ networks }) => networks === 3)).toBe(true);
});
