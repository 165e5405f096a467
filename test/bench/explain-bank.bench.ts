import { explain, preprocess } from '@churn-card/models';
import { bruteForceShapley } from '../models/brute-force-shapley.ts';
import type { Bench } from './bench.ts';
import { shippedModel } from './shipped-model.ts';

/** What a card costs in arithmetic: the reasons of one customer, exactly. */
export async function bench(): Promise<Bench> {
  const { model, row } = await shippedModel();
  const { schema, background } = model.spec;
  const size = `${schema.features.length} features, ${background.rows.length} background rows`;
  return {
    title: `The exact reasons of one bank customer (${size})`,
    contenders: [
      { name: 'explain', run: () => explain(model, row) },
      {
        name: 'plain brute force over all subsets',
        run: () => bruteForceShapley(model, preprocess(model.spec.preprocess, row)),
      },
    ],
  };
}
