import { calibrate, preprocess, score, type Model, type Row } from '@churn-card/models';
import type { Bench } from './bench.ts';
import { shippedModel } from './shipped-model.ts';

/** What a list costs in arithmetic: one customer's probability. */
export async function bench(): Promise<Bench> {
  const { model, row } = await shippedModel();
  return {
    title: 'The probability of one bank customer',
    contenders: [
      { name: 'score', run: () => score(model, row) },
      { name: 'the same with arrays and callbacks', run: () => plainScore(model, row) },
    ],
  };
}

/** The textbook's forward pass: each unit is the sum of weights times inputs. */
export function plainScore({ spec, network }: Model, row: Row): number {
  const [raw] = network.layers.reduce<number[]>(
    (inputs, { units, kernel, bias, activation }) =>
      Array.from({ length: units }, (_, unit) => {
        const sum = inputs.reduce(
          (total, value, input) => total + value * kernel[input * units + unit],
          bias[unit],
        );
        return activation === 'relu' ? Math.max(0, sum) : sum;
      }),
    [...preprocess(spec.preprocess, row)],
  );
  return calibrate(spec.calibration, raw);
}
