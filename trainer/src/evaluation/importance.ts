import {
  calibrate,
  explain,
  featureInputs,
  logit,
  preprocess,
  shuffle,
  type Model,
  type Row,
} from '@churn-card/models';
import type { Rows } from '../fit/rows.ts';
import { logLoss } from '../metrics/probability.ts';
import { rocAuc } from '../metrics/roc.ts';
import { randomStream } from '../random.ts';

export interface Importance {
  readonly feature: string;
  /** How much the log-loss rises, and the AUC falls, when the column is shuffled among customers. */
  readonly logLossRise: number;
  readonly aucFall: number;
  /** The smallest and the largest rise of the log-loss among the shuffles. */
  readonly logLossRises: readonly [smallest: number, largest: number];
  /** Mean size of its reasons, on the probability scale; null where it is never a reason. */
  readonly meanContribution: number | null;
}

/** Samples keep this to seconds on large tables. */
const PERMUTED_ROWS = 2000;
const EXPLAINED_ROWS = 60;
const REPEATS = 5;

/**
 * How much each feature matters to the model: permutation importance (Breiman 2001) and the mean
 * absolute Shapley value.
 *
 * @param rows of the test part
 * @param left [rows] 1 for those who left
 * @returns the largest rise of log-loss first
 */
export function measureImportance(
  model: Model,
  rows: Rows,
  left: readonly number[],
  seed: number,
): Importance[] {
  const random = randomStream(seed, 'importance');
  const order = Array.from({ length: rows.length }, (_, row) => row);
  shuffle(order, random);
  const sample = order.slice(0, PERMUTED_ROWS);
  const inputs = sample.map((row) => preprocess(model.spec.preprocess, rows.at(row)));
  const sampleLeft = sample.map((row) => left[row]);
  const contributions = meanContributions(
    model,
    order.slice(0, EXPLAINED_ROWS).map((row) => rows.at(row)),
  );
  const before = measure(model, inputs, sampleLeft);
  return featureInputs(model.spec.preprocess)
    .map(({ feature, start, width }) => {
      const rises: number[] = [];
      let aucFall = 0;
      for (let repeat = 0; repeat < REPEATS; repeat++) {
        const donors = [...inputs];
        shuffle(donors, random);
        const mixed = inputs.map((row, index) => {
          const copy = row.slice();
          copy.set(donors[index].subarray(start, start + width), start);
          return copy;
        });
        const after = measure(model, mixed, sampleLeft);
        rises.push(after.logLoss - before.logLoss);
        aucFall += (before.auc - after.auc) / REPEATS;
      }
      const meanContribution = contributions.get(feature) ?? null;
      return {
        feature,
        logLossRise: rises.reduce((sum, rise) => sum + rise, 0) / REPEATS,
        aucFall,
        logLossRises: [Math.min(...rises), Math.max(...rises)] as const,
        meanContribution,
      };
    })
    .sort((a, b) => b.logLossRise - a.logLossRise);
}

function measure(model: Model, inputs: readonly Float32Array[], left: readonly number[]) {
  const probabilities = inputs.map((row) =>
    calibrate(model.spec.calibration, logit(model.network, row)),
  );
  return { logLoss: logLoss(probabilities, left), auc: rocAuc(probabilities, left) };
}

function meanContributions(model: Model, rows: readonly Row[]): Map<string, number> {
  const means = new Map<string, number>();
  for (const row of rows) {
    for (const { feature, points } of explain(model, row).contributions) {
      if (feature === null) continue;
      means.set(feature, (means.get(feature) ?? 0) + Math.abs(points) / rows.length);
    }
  }
  return means;
}
