import { calibrationTable, expectedCalibrationError } from '../metrics/calibration.ts';
import { confusionAt, ratesOf } from '../metrics/confusion.ts';
import { liftTable } from '../metrics/lift.ts';
import { averagePrecision, precisionRecallPoints } from '../metrics/precision-recall.ts';
import { countScores } from '../metrics/score-counts.ts';
import { brier, logLoss } from '../metrics/probability.ts';
import { rocAuc, rocPoints } from '../metrics/roc.ts';

/** The figures of a model on customers it has not seen. */
export interface TestFigures {
  /** Customers. */
  readonly n: number;
  /** Share who left: what every other figure is to be read beside. */
  readonly baseRate: number;
  /** At the threshold, as are precision, recall and F1. */
  readonly accuracy: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly rocAuc: number;
  readonly prAuc: number;
  readonly logLoss: number;
  readonly brier: number;
  readonly ece: number;
  readonly threshold: number;
}

export type Evaluation = ReturnType<typeof evaluate>;

/**
 * @param probabilities [rows] as `models` gives them
 * @param left [rows] 1 for those who left; both kinds must be there
 */
export function evaluate(
  probabilities: readonly number[],
  left: readonly number[],
  threshold: number,
) {
  const confusion = confusionAt(threshold, probabilities, left);
  const atHalf = confusionAt(0.5, probabilities, left);
  const calibration = calibrationTable(probabilities, left);
  const baseRate = left.reduce((sum, one) => sum + one, 0) / left.length;
  const test: TestFigures = {
    n: left.length,
    baseRate,
    ...ratesOf(confusion),
    rocAuc: rocAuc(probabilities, left),
    prAuc: averagePrecision(probabilities, left),
    logLoss: logLoss(probabilities, left),
    brier: brier(probabilities, left),
    ece: expectedCalibrationError(calibration),
    threshold,
  };
  return {
    test,
    /** What a forecast of the base rate for everybody would score. */
    baseline: {
      accuracy: Math.max(baseRate, 1 - baseRate),
      prAuc: baseRate,
      logLoss: -baseRate * Math.log(baseRate) - (1 - baseRate) * Math.log(1 - baseRate),
      brier: baseRate * (1 - baseRate),
    },
    confusion: {
      atThreshold: { ...confusion, ...ratesOf(confusion) },
      atHalf: { ...atHalf, ...ratesOf(atHalf) },
    },
    roc: rocPoints(probabilities, left),
    precisionRecall: precisionRecallPoints(probabilities, left),
    calibration,
    lift: liftTable(probabilities, left),
    scores: countScores(probabilities, left),
  };
}
