import { sigmoid } from './network.ts';

/**
 * Turns the network's raw output into a probability a person may read as a frequency: of 100
 * customers shown "30 %", about 30 leave. Platt scaling (Platt 1999) in the temperature form of
 * Guo et al. 2017, with a bias.
 *
 * The state is fitted on the calibration part only (trainer/src/fit/calibration.ts).
 */
export interface Calibration {
  /** Divides the logit. Above 1 makes the model less sure of itself. */
  readonly temperature: number;
  /** Added after the division. Moves the average prediction to the observed rate. */
  readonly bias: number;
}

/** No probability is nearer to 0 or 1 than this: no table of customers can support it. */
export const SMALLEST_PROBABILITY = 1e-6;

/** @returns a probability strictly inside (0, 1), so that its logit always exists */
export function calibrate(state: Calibration, logit: number): number {
  const probability = sigmoid(logit / state.temperature + state.bias);
  return Math.min(Math.max(probability, SMALLEST_PROBABILITY), 1 - SMALLEST_PROBABILITY);
}
