import { logit, type Network, type Preprocess } from '@churn-card/models';
import type { Config } from '../config/config-schema.ts';
import { fitDistilledNetwork, type Held, type MemberEpoch } from './distillation.ts';
import { createExamples } from './examples.ts';
import { encodedOf, pickInputs, type Inputs } from './inputs.ts';
import { balance } from './imbalance.ts';
import { fitNetwork, type Epoch, type Watch } from './network.ts';
import { randomStream } from '../random.ts';
import type { Split } from '../data/split.ts';
import { evenlySpaced, pick } from './rows.ts';

/** Everybody in the table, as the network sees them. */
export interface Customers {
  readonly inputs: Inputs;
  /** [rows] 1 for those who left */
  readonly left: ArrayLike<number>;
  /** [rows] who each row is about; undefined: each row is about somebody else */
  readonly groups?: readonly string[];
}

export interface FittedModel {
  readonly network: Network;
  /** Every epoch of each network; the last one is the network that is shipped. */
  readonly histories: Epoch[][];
  readonly held: Held;
}

/** More customers teach one network hardly anything new, and would stand in memory encoded. */
export const MOST_LEARNED_ROWS = 200_000;

/**
 * Fits one network, or one that imitates several, to everything but the test part.
 *
 * Several networks hold back different customers, so each customer is judged by some that never saw
 * them, and all judgments serve to calibrate (as scikit-learn's cross_val_predict does). One alone is
 * trained on the training part and judges the other two: stopping looked at one number of the
 * validation part only, and more rows make a better calibration.
 */
export async function fitModel(
  { inputs, left, groups }: Customers,
  preprocess: Preprocess,
  split: Split,
  { seed, network: options }: Config,
  watch: Watch<MemberEpoch>,
): Promise<FittedModel> {
  const examplesOf = (rows: readonly number[]) =>
    createExamples(encodedOf(inputs, rows), pick(left, rows));
  if (options.members > 1) {
    const rows = [...split.train, ...split.validation, ...split.calibration];
    const fitted = await fitDistilledNetwork(
      { inputs: pickInputs(inputs, rows), left: pick(left, rows) },
      preprocess,
      options,
      seed,
      watch,
      groups && pick(groups, rows),
    );
    const { rows: judged, logits } = fitted.held;
    return { ...fitted, held: { rows: pick(rows, judged), logits } };
  }
  const { train, validation } = balance(
    examplesOf(evenlySpaced(split.train, MOST_LEARNED_ROWS)),
    examplesOf(split.validation),
    options.imbalance,
    randomStream(seed, 'balance'),
  );
  const { network, history } = await fitNetwork(train, validation, options, seed, {
    signal: watch.signal,
    onEpoch: (epoch) => watch.onEpoch?.({ network: 1, networks: 1, ...epoch }),
  });
  const rows = [...split.validation, ...split.calibration];
  const logits = rows.map((row) => logit(network, inputs.at(row)));
  return { network, histories: [history], held: { rows, logits } };
}
