import { logit } from '@churn-card/models';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBackend } from '../../../trainer/src/backend/backend.ts';
import { pickExamples, type Examples } from '../../../trainer/src/fit/examples.ts';
import { balance } from '../../../trainer/src/fit/imbalance.ts';
import { fitNetwork, type NetworkOptions } from '../../../trainer/src/fit/network.ts';
import { rocAuc } from '../../../trainer/src/metrics/roc.ts';
import { normal, randomStream } from '../../../trainer/src/random.ts';

const OPTIONS: NetworkOptions = {
  members: 1,
  hidden: [8],
  dropout: 0,
  weightDecay: 0,
  learningRate: 0.02,
  batchSize: 64,
  epochs: 60,
  patience: 60,
  imbalance: 'none',
};

/** Two inputs; who left is decided by whether they have the same sign, which no line can tell. */
function sameSign(rows: number, seed: number): Examples {
  const random = randomStream(seed, 'sample');
  const inputs = Float32Array.from({ length: 2 * rows }, () => normal(random));
  const left = Float32Array.from({ length: rows }, (_, row) =>
    Number(inputs[2 * row] * inputs[2 * row + 1] > 0),
  );
  return { inputs, left, width: 2 };
}

const logitsOf = (network: Parameters<typeof logit>[0], { inputs, left, width }: Examples) =>
  Array.from(left, (_, row) => logit(network, inputs.subarray(row * width, (row + 1) * width)));

beforeAll(() => openBackend('wasm'));

describe('what training reaches', () => {
  test('one input: no worse than logistic regression fitted by other means', async () => {
    const random = randomStream(3, 'sample');
    const inputs = Float32Array.from({ length: 400 }, () => normal(random));
    const left = Float32Array.from(inputs, (input) =>
      Number(random() < 1 / (1 + Math.exp(-(1.5 * input - 0.5)))),
    );
    const data = { inputs, left, width: 1 };
    const options = { ...OPTIONS, hidden: [8], batchSize: 400, epochs: 400, patience: 400 };
    const { history } = await fitNetwork(data, data, options, 1);
    const best = Math.min(...history.map(({ validationLoss }) => validationLoss));
    expect(best).toBeLessThan(logisticLoss(inputs, left) + 1e-4);
  });

  test('hidden units learn what no line can', async () => {
    const { network } = await fitNetwork(sameSign(600, 1), sameSign(200, 2), OPTIONS, 1);
    const fresh = sameSign(500, 3);
    expect(rocAuc(logitsOf(network, fresh), fresh.left)).toBeGreaterThan(0.95);
  });

  test('the weights of the best epoch are returned, not the last', async () => {
    const noise = { ...sameSign(60, 4), left: sameSign(60, 5).left };
    const validation = { ...sameSign(60, 6), left: sameSign(60, 7).left };
    const options = { ...OPTIONS, hidden: [32], patience: 10 };
    const { network, history } = await fitNetwork(noise, validation, options, 1);
    const losses = history.map(({ validationLoss }) => validationLoss);
    const logits = logitsOf(network, validation);
    const loss =
      logits.reduce((sum, value, row) => {
        return sum + Math.log1p(Math.exp(value)) - validation.left[row] * value;
      }, 0) / logits.length;
    expect(loss).toBeCloseTo(Math.min(...losses), 5);
    expect(history.length).toBeLessThan(OPTIONS.epochs);
    expect(history.length).toBe(history[history.length - 1].bestEpoch + 10);
  });
});

describe('chance', () => {
  const train = sameSign(200, 1);
  const options = { ...OPTIONS, dropout: 0.3, weightDecay: 0.1, epochs: 5 };

  test('one seed gives the same weights, another seed other ones', async () => {
    const [one, same, other] = [
      await fitNetwork(train, train, options, 7),
      await fitNetwork(train, train, options, 7),
      await fitNetwork(train, train, options, 8),
    ];
    expect(same.network).toEqual(one.network);
    expect(other.network).not.toEqual(one.network);
  });

  test('dropout changes training and nothing else of chance', async () => {
    const without = await fitNetwork(train, train, { ...options, dropout: 0 }, 7);
    const with0 = await fitNetwork(train, train, options, 7);
    expect(with0.network).not.toEqual(without.network);
  });
});

describe('customers who left are rare', () => {
  const balanced = sameSign(1000, 1);
  // A tenth of those who left remain.
  const rows = Array.from(balanced.left.keys()).filter(
    (row) => balanced.left[row] === 0 || row % 10 === 0,
  );
  const rare = pickExamples(balanced, rows);
  const meanProbability = async (imbalance: NetworkOptions['imbalance']) => {
    const { train, validation } = balance(rare, rare, imbalance, randomStream(1, 'balance'));
    const { network } = await fitNetwork(train, validation, { ...OPTIONS, epochs: 15 }, 1);
    const probabilities = logitsOf(network, rare).map((value) => 1 / (1 + Math.exp(-value)));
    return probabilities.reduce((sum, probability) => sum + probability, 0) / probabilities.length;
  };

  test('class weights and over-sampling raise every score, and the default does not', async () => {
    const share = rare.left.reduce((sum, one) => sum + one, 0) / rare.left.length;
    expect(Math.abs((await meanProbability('none')) - share)).toBeLessThan(0.03);
    expect(await meanProbability('class-weight')).toBeGreaterThan(share + 0.04);
    expect(await meanProbability('over-sampling')).toBeGreaterThan(share + 0.04);
  });
});

test('an abort ends training with its reason', async () => {
  const abort = new AbortController();
  const onEpoch = ({ epoch }: { epoch: number }) => {
    if (epoch === 2) abort.abort(new Error('enough'));
  };
  const train = sameSign(100, 1);
  await expect(
    fitNetwork(train, train, OPTIONS, 1, { signal: abort.signal, onEpoch }),
  ).rejects.toThrow('enough');
});

/** Log-loss of logistic regression on one input, by plain gradient descent in 64 bits. */
function logisticLoss(inputs: Float32Array, left: Float32Array): number {
  let [slope, bias] = [0, 0];
  for (let step = 0; step < 5000; step++) {
    let [slopeGradient, biasGradient] = [0, 0];
    inputs.forEach((input, row) => {
      const error = 1 / (1 + Math.exp(-(slope * input + bias))) - left[row];
      slopeGradient += error * input;
      biasGradient += error;
    });
    slope -= slopeGradient / inputs.length;
    bias -= biasGradient / inputs.length;
  }
  return (
    inputs.reduce((sum, input, row) => {
      const value = slope * input + bias;
      return sum + Math.log1p(Math.exp(value)) - left[row] * value;
    }, 0) / inputs.length
  );
}
