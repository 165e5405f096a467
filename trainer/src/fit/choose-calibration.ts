import { calibrate, shuffle, type Calibration } from '@churn-card/models';
import { CALIBRATION_METHODS } from '../config/calibration-methods.ts';
import { randomStream } from '../random.ts';
import { fitIsotonic } from './isotonic-calibration.ts';
import { fitPlatt, fitTemperature } from './platt-scaling.ts';
import { mean } from '../statistics/mean.ts';

type Method = Calibration['method'];

/** How a method did on customers whom it was not fitted on. */
export interface CalibrationCandidate {
  readonly method: Method;
  readonly logLoss: number;
  /** How much larger its log-loss is than the smallest one, customer by customer. */
  readonly worse: number;
  readonly standardError: number;
}

/** `calibrationChoice` of the report. */
export interface CalibrationChoice {
  readonly method: Method;
  /** Customers held back who served to choose and to fit. */
  readonly customers: number;
  /** Empty where the configuration names the method. */
  readonly candidates: readonly CalibrationCandidate[];
}

const FOLDS = 5;

/**
 * Chooses among temperature scaling, Platt scaling and isotonic regression, and fits the one that is
 * chosen: the simplest whose log-loss in cross-validation is within one standard error of the best
 * one's (Breiman et al. 1984, section 3.4.3).
 *
 * @param logits [rows] of the network, about customers whom it was not trained on
 * @param left [rows] 1 for those who left
 * @param spread as of `fitPlatt`
 * @param wanted a method, or `auto` to choose
 * @param seed of dealing the customers to folds
 */
export function chooseCalibration(
  logits: readonly number[],
  left: readonly number[],
  spread: number,
  wanted: Method | 'auto',
  seed: number,
): { calibration: Calibration; choice: CalibrationChoice } {
  const candidates = wanted === 'auto' ? compare(logits, left, spread, seed) : [];
  const chosen = candidates.find(({ worse, standardError }) => worse <= standardError);
  const method = wanted === 'auto' ? (chosen?.method ?? 'platt') : wanted;
  const calibration = fit(method, logits, left, spread) ?? fitPlatt(logits, left, spread);
  const choice = { method: calibration.method, customers: logits.length, candidates };
  return { calibration, choice };
}

function fit(
  method: Method,
  logits: readonly number[],
  left: readonly number[],
  spread: number,
): Calibration | null {
  switch (method) {
    case 'temperature':
      return fitTemperature(logits, left, spread);
    case 'platt':
      return fitPlatt(logits, left, spread);
    case 'isotonic':
      return fitIsotonic(logits, left, spread);
  }
}

/** What each method costs every customer, fitted on four fifths of the others. */
function compare(
  logits: readonly number[],
  left: readonly number[],
  spread: number,
  seed: number,
): CalibrationCandidate[] {
  const folds = dealFolds(logits.length, randomStream(seed, 'calibration'));
  const judged = CALIBRATION_METHODS.flatMap((method) => {
    const losses = crossValidatedLosses(method, logits, left, spread, folds);
    return losses ? [{ method, losses, logLoss: mean(losses) }] : [];
  });
  const best = judged.reduce((one, other) => (other.logLoss < one.logLoss ? other : one));
  return judged.map(({ method, losses, logLoss }) => {
    const differences = losses.map((loss, row) => loss - best.losses[row]);
    const worse = logLoss - best.logLoss;
    const variance = mean(differences.map((difference) => (difference - worse) ** 2));
    return { method, logLoss, worse, standardError: Math.sqrt(variance / losses.length) };
  });
}

/** @returns [rows], or null where the method cannot be fitted to so few */
function crossValidatedLosses(
  method: Method,
  logits: readonly number[],
  left: readonly number[],
  spread: number,
  folds: Uint8Array,
): Float64Array | null {
  const losses = new Float64Array(logits.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = (_: number, row: number) => folds[row] !== fold;
    const state = fit(method, logits.filter(others), left.filter(others), spread);
    if (!state) return null;
    logits.forEach((value, row) => {
      if (folds[row] !== fold) return;
      const probability = calibrate(state, value);
      losses[row] = -Math.log(left[row] === 1 ? probability : 1 - probability);
    });
  }
  return losses;
}

/** By chance alone: folds that are alike in every range of logits would know each other's outcomes. */
function dealFolds(rows: number, random: () => number): Uint8Array {
  const order = Array.from({ length: rows }, (_, row) => row);
  shuffle(order, random);
  const folds = new Uint8Array(rows);
  order.forEach((row, place) => (folds[row] = place % FOLDS));
  return folds;
}
