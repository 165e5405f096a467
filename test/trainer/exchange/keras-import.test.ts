import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { logit, sigmoid, type Network } from '@churn-card/models';
import { foldSteps } from '../../../trainer/src/exchange/fold-steps.ts';
import { kerasH5 } from '../../../trainer/src/exchange/keras-h5.ts';
import { kerasSteps } from '../../../trainer/src/exchange/keras-steps.ts';
import { readKerasFile } from '../../../trainer/src/exchange/keras-file.ts';
import { randomNetwork } from '../../support/tiny-artifact.ts';

const FIXTURES = 'test/trainer/exchange/fixtures';

/** What Keras answered to these inputs: test/bench/peers/keras_fixtures.py. */
interface Answers {
  readonly inputs: readonly (readonly number[])[];
  readonly left: readonly number[];
}

async function networkOf(bytes: Uint8Array): Promise<Network> {
  const { layers } = await readKerasFile(bytes, 'net.h5');
  return foldSteps(kerasSteps(layers));
}

describe('a network that Keras wrote', () => {
  test.each([
    'keras-3-sequential',
    'keras-2-sequential',
    'keras-3-functional',
    'keras-2-functional',
  ])('%s says what Keras says', async (name) => {
    const network = await networkOf(await readFile(`${FIXTURES}/${name}.h5`));
    const answers = JSON.parse(await readFile(`${FIXTURES}/${name}.json`, 'utf8')) as Answers;
    expect(answers.inputs).toHaveLength(20);
    answers.inputs.forEach((inputs, row) => {
      expect(Math.abs(sigmoid(logit(network, inputs)) - answers.left[row])).toBeLessThan(1e-6);
    });
  });

  test('becomes hidden ReLU layers and one sigmoid unit', async () => {
    const network = await networkOf(await readFile(`${FIXTURES}/keras-3-sequential.h5`));
    expect(
      network.layers.map(({ inputs, units, activation }) => [inputs, units, activation]),
    ).toEqual([
      [7, 6, 'relu'],
      [6, 5, 'relu'],
      [5, 4, 'relu'],
      [4, 1, 'sigmoid'],
    ]);
  });
});

test('a network that was exported comes back as it was', async () => {
  const network = randomNetwork([9, 5, 3, 1], 5);
  expect(await networkOf(await kerasH5(network))).toEqual(network);
});
