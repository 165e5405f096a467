import { sigmoid } from './network.ts';

/**
 * Turns the network's raw output into a probability a person may read as a frequency: of 100
 * customers shown "30 %", about 30 leave. In each form a higher logit never gives a lower
 * probability, so that customers keep their order.
 *
 * The state is fitted on customers whom the network was not trained on
 * (trainer/src/fit/choose-calibration.ts).
 */
export type Calibration = TemperatureScaling | PlattScaling | IsotonicCalibration;

/** One number says how sure the network may be of itself (Guo et al. 2017). */
export interface TemperatureScaling {
  readonly method: 'temperature';
  /** Divides the logit. Above 1 makes the model less sure of itself. */
  readonly temperature: number;
}

/** A straight line in the logit (Platt 1999), in the form of a temperature. */
export interface PlattScaling {
  readonly method: 'platt';
  readonly temperature: number;
  /** Added after the division. Moves the average prediction to the observed rate. */
  readonly bias: number;
}

/**
 * Any rising curve (Zadrozny & Elkan 2002), straight between points, so that no two customers
 * become alike (Oron & Flournoy 2017). Outside the points it stays as at the nearest one.
 */
export interface IsotonicCalibration {
  readonly method: 'isotonic';
  /** [points] of the network, strictly rising */
  readonly logits: readonly number[];
  /** [points] the logit of the probability at each, never falling */
  readonly calibrated: readonly number[];
}

/** No probability is nearer to 0 or 1 than this: no table of customers can support it. */
export const SMALLEST_PROBABILITY = 1e-6;

/** @returns a probability strictly inside (0, 1), so that its logit always exists */
export function calibrate(state: Calibration, logit: number): number {
  const probability = sigmoid(calibratedLogit(state, logit));
  return Math.min(Math.max(probability, SMALLEST_PROBABILITY), 1 - SMALLEST_PROBABILITY);
}

function calibratedLogit(state: Calibration, logit: number): number {
  switch (state.method) {
    case 'temperature':
      return logit / state.temperature;
    case 'platt':
      return logit / state.temperature + state.bias;
    case 'isotonic':
      return interpolate(state, logit);
  }
}

function interpolate({ logits, calibrated }: IsotonicCalibration, logit: number): number {
  const last = logits.length - 1;
  if (logit <= logits[0]) return calibrated[0];
  if (logit >= logits[last]) return calibrated[last];
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (logits[middle] <= logit) low = middle;
    else high = middle;
  }
  const share = (logit - logits[low]) / (logits[high] - logits[low]);
  return calibrated[low] + share * (calibrated[high] - calibrated[low]);
}
