import type { Schema } from '@churn-card/models';
import { bootstrapDifference, type Interval } from '../evaluation/bootstrap.ts';
import { createExamples } from '../fit/examples.ts';
import { encodedOf, type Inputs } from '../fit/inputs.ts';
import { evenlySpaced, pickRows, type Rows } from '../fit/rows.ts';
import { averagePrecision } from '../metrics/precision-recall.ts';
import { brier, logLoss } from '../metrics/probability.ts';
import { rocAuc } from '../metrics/roc.ts';
import type { Split } from '../data/split.ts';
import { predictWithTrees } from './boosted-trees.ts';
import { chooseL2, fitLogisticRegression, predictLogistic } from './logistic-regression.ts';
import { mean } from '../statistics/mean.ts';

export interface BaselineFigures {
  readonly rocAuc: number;
  readonly prAuc: number;
  readonly logLoss: number;
  readonly brier: number;
}

export const BASELINES = ['base-rate', 'logistic-regression', 'boosted-trees'] as const;

/** Another model of the same customers, or why there is none. */
export type Baseline = { readonly name: (typeof BASELINES)[number]; readonly what: string } & (
  | {
      readonly figures: BaselineFigures;
      /** Figures of the network minus figures of this one, on the same test customers. */
      readonly difference: { readonly rocAuc: Interval; readonly logLoss: Interval };
    }
  | { readonly unavailable: string }
);

/** `baselines` of the report. */
export interface Baselines {
  /** Customers they learned from: all that are not in the test part, and at most 50,000. */
  readonly learnedFrom: number;
  /** Customers they were measured on: the test part, and at most 50,000 of it. */
  readonly measuredOn: number;
  readonly models: readonly Baseline[];
}

/** Customers of a table with their parts, and what the network says about those of the test part. */
export interface Compared {
  readonly schema: Schema;
  readonly rows: Rows;
  readonly inputs: Inputs;
  /** [rows] 1 for those who left */
  readonly left: ArrayLike<number>;
  readonly split: Split;
  /** [test] of the network */
  readonly probabilities: readonly number[];
  /** [test] who each row is about */
  readonly testGroups?: readonly string[];
  readonly seed: number;
}

/** More rows cost minutes, and move a baseline no further. */
const MOST_ROWS = 50_000;
const MOST_CHOOSING_ROWS = 10_000;
/** Further down the log-loss changes in the sixth digit. */
const NEAR = 1e-4;

/**
 * What simpler and other models make of the same customers: the base rate for everybody, logistic
 * regression on the network's inputs with the strength of its pull chosen on the validation part,
 * and gradient-boosted trees on the columns themselves.
 */
export async function compareWithBaselines(given: Compared): Promise<Baselines> {
  const compared = fewerMeasured(given);
  const { schema, rows, left, split } = compared;
  const learning = [...split.train, ...split.validation, ...split.calibration];
  const learned = evenlySpaced(learning, MOST_ROWS);
  const baseRate = mean(pick(left, learned));
  const trees = await predictWithTrees(
    schema.features,
    pickRows(rows, learned),
    pick(left, learned),
    pickRows(rows, split.test),
  );
  const regression = regress(compared, learned);
  return {
    learnedFrom: learned.length,
    measuredOn: split.test.length,
    models: [
      {
        name: 'base-rate',
        what: 'the base rate for everybody',
        ...measure(compared, pick(left, split.test).fill(baseRate)),
      },
      {
        name: 'logistic-regression',
        what: `logistic regression on the same inputs, L2 of ${regression.l2} chosen on validation`,
        ...measure(compared, regression.probabilities),
      },
      {
        name: 'boosted-trees',
        what: 'gradient-boosted trees with the defaults of Yggdrasil Decision Forests',
        ...('unavailable' in trees ? trees : measure(compared, trees.probabilities)),
      },
    ],
  };
}

function fewerMeasured(compared: Compared): Compared {
  const { split, probabilities, testGroups } = compared;
  if (split.test.length <= MOST_ROWS) return compared;
  const kept = evenlySpaced(Array.from(split.test.keys()), MOST_ROWS);
  return {
    ...compared,
    split: { ...split, test: kept.map((at) => split.test[at]) },
    probabilities: pick(probabilities, kept),
    ...(testGroups && { testGroups: kept.map((at) => testGroups[at]) }),
  };
}

function regress({ inputs, left, split }: Compared, learned: readonly number[]) {
  const examplesOf = (indices: readonly number[]) =>
    createExamples(encodedOf(inputs, indices), pick(left, indices));
  const l2 = chooseL2(
    examplesOf(evenlySpaced(split.train, MOST_CHOOSING_ROWS)),
    examplesOf(evenlySpaced(split.validation, MOST_CHOOSING_ROWS)),
  );
  const weights = fitLogisticRegression(examplesOf(learned), l2, undefined, NEAR);
  return { l2, probabilities: predictLogistic(weights, examplesOf(split.test)) };
}

function measure(
  { left, split, probabilities, testGroups, seed }: Compared,
  said: readonly number[],
) {
  const testLeft = pick(left, split.test);
  return {
    figures: {
      rocAuc: rocAuc(said, testLeft),
      prAuc: averagePrecision(said, testLeft),
      logLoss: logLoss(said, testLeft),
      brier: brier(said, testLeft),
    },
    difference: bootstrapDifference(probabilities, said, {
      left: testLeft,
      seed,
      ...(testGroups && { groups: testGroups }),
    }),
  };
}

function pick(values: ArrayLike<number>, rows: readonly number[]): number[] {
  return rows.map((row) => values[row]);
}
