import { attribute, preprocess } from '@churn-card/models';
import { bruteForceShapley } from '../models/brute-force-shapley.ts';
import { randomNetwork } from '../support/tiny-artifact.ts';
import type { Bench } from './bench.ts';
import { shippedModel } from './shipped-model.ts';

const HIDDEN = [64, 32];

/** The shipped features and background with a larger network of random weights: the arithmetic is the same. */
export async function bench(): Promise<Bench> {
  const { model, row } = await shippedModel();
  const network = randomNetwork([model.network.inputs, ...HIDDEN, 1], 3);
  const deep = { ...model, network };
  const inputs = preprocess(model.spec.preprocess, row);
  const { schema, background } = model.spec;
  const size = `${schema.features.length} features, ${background.rows.length} background rows`;
  return {
    title: `The exact reasons from a ${HIDDEN.join('-')} network (${size})`,
    contenders: [
      { name: 'explain', run: () => attribute(deep, inputs) },
      {
        name: 'plain brute force over all subsets',
        run: () => bruteForceShapley(deep, inputs),
      },
    ],
  };
}
