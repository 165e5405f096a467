import { calibrate } from './calibration.ts';
import { attribute } from './explanation.ts';
import { bandOf, type BandName, type Model } from './model.ts';
import { logit, sigmoid } from './network.ts';
import { preprocess } from './preprocess.ts';
import { countKnown, type Row, type Value } from './schema.ts';
import { doubtsOf, isEnough, type Doubt } from './doubts.ts';

/** One answer: how likely, how sure, and whether it may be shown at all. */
export interface Prediction {
  readonly probability: number;
  readonly band: BandName;
  /** False where too much is in doubt: then the probability is not to be shown. */
  readonly enough: boolean;
  readonly known: number;
  readonly doubts: readonly Doubt[];
}

/** What one feature adds to the probability. `feature` is null for the sum of the hidden ones. */
export interface Contribution {
  readonly feature: string | null;
  readonly value: Value;
  readonly points: number;
  readonly standardError?: number;
}

export interface Explanation {
  /** The average probability over the background. */
  readonly base: number;
  readonly probability: number;
  /** By size, largest first, the hidden ones summed at the end: base + all points = probability. */
  readonly contributions: readonly Contribution[];
}

/** @returns the calibrated probability of leaving, in (0, 1) */
export function score(model: Model, row: Row): number {
  const inputs = preprocess(model.spec.preprocess, row);
  return calibrate(model.spec.calibration, logit(model.network, inputs));
}

/** @returns the network's own output, before calibration, as TensorFlow.js gives it */
export function uncalibratedScore(model: Model, row: Row): number {
  return sigmoid(logit(model.network, preprocess(model.spec.preprocess, row)));
}

export function predict(model: Model, row: Row): Prediction {
  const { spec, network } = model;
  const inputs = preprocess(spec.preprocess, row);
  const probability = calibrate(spec.calibration, logit(network, inputs));
  const doubts = doubtsOf(spec, row, inputs);
  return {
    probability,
    band: bandOf(spec.bands, probability),
    enough: isEnough(spec, doubts),
    known: countKnown(row),
    doubts,
  };
}

/** Why this probability: Shapley values over the raw features. Same input, same bytes out. */
export function explain(model: Model, row: Row): Explanation {
  const { base, probability, points, standardErrors } = attribute(
    model,
    preprocess(model.spec.preprocess, row),
  );
  const shown: Contribution[] = [];
  let hidden: Contribution | undefined;
  model.spec.schema.features.forEach((feature, index) => {
    const error = standardErrors && { standardError: standardErrors[index] };
    if (feature.policy === 'use') {
      shown.push({
        feature: feature.name,
        value: row[feature.name],
        points: points[index],
        ...error,
      });
    } else {
      hidden = {
        feature: null,
        value: null,
        points: (hidden?.points ?? 0) + points[index],
        // Errors of sampled features move together; their sum bounds the error of the sum.
        ...(error && { standardError: (hidden?.standardError ?? 0) + error.standardError }),
      };
    }
  });
  shown.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { base, probability, contributions: hidden ? [...shown, hidden] : shown };
}
