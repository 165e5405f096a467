import { calibrate, logit } from '@churn-card/models';
import type { Config } from '../config/config-schema.ts';
import { assignFolds, checkFolds } from '../evaluation/fold-rows.ts';
import { memberOptions } from '../fit/distillation.ts';
import { createExamples } from '../fit/examples.ts';
import { balance } from '../fit/imbalance.ts';
import { encodedOf, encodeRows } from '../fit/inputs.ts';
import { fitNetwork } from '../fit/network.ts';
import { fitPlatt } from '../fit/platt-scaling.ts';
import { fitPreprocess } from '../fit/preprocess.ts';
import { evenlySpaced, pickRows } from '../fit/rows.ts';
import { fitSchema } from '../fit/schema.ts';
import { logLoss } from '../metrics/probability.ts';
import { rocAuc } from '../metrics/roc.ts';
import { randomStream } from '../random.ts';
import { customersOf } from '../data/split.ts';
import type { Table } from '../table/table.ts';
import { HOLD_OUTS } from './halving.ts';

/** More customers rank settings no better, and take their time. */
const MOST_ROWS = 60_000;

/** Customers of whom each is held back once. */
export interface HoldOuts {
  readonly table: Table;
  /** [rows] 1 for those who left */
  readonly left: ArrayLike<number>;
  /** [rows] counted from 0 */
  readonly assigned: readonly number[];
}

/** Deals the customers to hold-outs: stratified, and by groups where the configuration names them. */
export function dealHoldOuts(table: Table, left: ArrayLike<number>, config: Config): HoldOuts {
  const random = randomStream(config.seed, 'hold-outs');
  const assigned = assignFolds(left, HOLD_OUTS, random, customersOf(table, config));
  checkFolds(assigned, left);
  return { table, left, assigned };
}

/**
 * Trains one network of those that a configuration asks for on all hold-outs but one, and measures
 * it on that one. The same chance goes into it whatever the setting, so that settings can be compared.
 *
 * @returns the figures after calibration on the customers that are measured, which weighs nothing
 *   against the customers in a hold-out, and is fair to networks that were trained on weighed ones
 */
export async function measureHoldOut(
  { table, left, assigned }: HoldOuts,
  config: Config,
  holdOut: number,
  signal?: AbortSignal,
): Promise<{ logLoss: number; rocAuc: number }> {
  const { network: options } = config;
  const seed = (config.seed + holdOut) % 2 ** 32;
  const rowsWhere = (wanted: (fold: number) => boolean) =>
    evenlySpaced(
      [...assigned.keys()].filter((row) => wanted(assigned[row])),
      MOST_ROWS,
    );
  const trainRows = rowsWhere((fold) => fold !== holdOut);
  const heldRows = rowsWhere((fold) => fold === holdOut);
  const leftOf = (rows: readonly number[]) => rows.map((row) => left[row]);
  const { schema, rows } = fitSchema(config, table, trainRows);
  const preprocess = fitPreprocess(
    schema,
    pickRows(rows, trainRows),
    leftOf(trainRows),
    options.encoding,
  );
  const inputs = encodeRows(preprocess, rows);
  const { train, validation } = balance(
    createExamples(encodedOf(inputs, trainRows), leftOf(trainRows)),
    createExamples(encodedOf(inputs, heldRows), leftOf(heldRows)),
    options.imbalance,
    randomStream(seed, 'balance'),
  );
  const trained = options.members > 1 ? memberOptions(options) : options;
  const { network } = await fitNetwork(train, validation, trained, seed, { signal });
  const logits = heldRows.map((row) => logit(network, inputs.at(row)));
  const calibration = fitPlatt(logits, leftOf(heldRows));
  const probabilities = logits.map((value) => calibrate(calibration, value));
  return {
    logLoss: logLoss(probabilities, leftOf(heldRows)),
    rocAuc: rocAuc(probabilities, leftOf(heldRows)),
  };
}
