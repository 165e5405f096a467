import { logit, type Network } from '@churn-card/models';
import { expect, test } from 'vitest';
import { seededRandom } from '../../models/src/random.ts';
import { RestOfNetwork } from '../../models/src/rest-of-network.ts';
import { randomNetwork } from '../support/tiny-artifact.ts';

/** The same network with a first layer that hands its inputs on, so that `logit` can be asked. */
function rest({ layers }: Network): Network {
  return { inputs: layers[0].units, layers: layers.slice(1) };
}

test.each([[[5, 8, 1]], [[3, 7, 5, 1]], [[9, 64, 32, 1]], [[2, 6, 13, 4, 1]]])(
  'what follows the first of the layers %j gives the bits of logit',
  (widths) => {
    const random = seededRandom(3);
    const relu = randomNetwork(widths, 1);
    const [first, ...others] = relu.layers;
    const linear: Network = { ...relu, layers: [{ ...first, activation: 'linear' }, ...others] };
    for (const network of [relu, linear]) {
      const fast = new RestOfNetwork(network);
      for (let run = 0; run < 200; run++) {
        const before = Float64Array.from({ length: widths[1] }, () => 2 * random() - 1);
        const isRelu = network.layers[0].activation === 'relu';
        const after = isRelu ? before.map((value) => Math.max(value, 0)) : before;
        expect(fast.logit(before)).toBe(logit(rest(network), after));
      }
    }
  },
);
