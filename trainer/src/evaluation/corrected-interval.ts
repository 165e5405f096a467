import type { Interval } from './bootstrap.ts';

/** A figure over several trainings. */
export interface Spread {
  readonly mean: number;
  /** Standard deviation between trainings, with n - 1. */
  readonly deviation: number;
  readonly interval: Interval;
}

/**
 * The 95 % interval of a mean over folds. Trainings share most of their customers, so the variance
 * is enlarged by what is tested over what is trained on: the corrected resampled t-test (Nadeau &
 * Bengio 2003; for repeated folds, Bouckaert & Frank 2004).
 *
 * @param values one a training, at least two
 * @param testedOverTrained such as 1 / 4 in five folds
 */
export function correctedSpread(values: readonly number[], testedOverTrained: number): Spread {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const half = studentQuantile(count - 1) * Math.sqrt((1 / count + testedOverTrained) * variance);
  return {
    mean,
    deviation: Math.sqrt(variance),
    interval: { low: mean - half, high: mean + half },
  };
}

/**
 * The 97.5 % quantile of Student's t, by halving the distance of its distribution function, which
 * is a finite sum for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4).
 */
function studentQuantile(degrees: number): number {
  let [low, high] = [0, 13];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (withinStudent(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** How likely t is between -limit and limit. */
function withinStudent(limit: number, degrees: number): number {
  const angle = Math.atan(limit / Math.sqrt(degrees));
  const odd = degrees % 2;
  let term = odd ? Math.cos(angle) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= ((power - 1) / power) * Math.cos(angle) ** 2;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}
