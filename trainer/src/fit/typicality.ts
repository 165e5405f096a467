import {
  choleskyFactor,
  invertLower,
  mahalanobis,
  MAX_TYPICALITY_INPUTS,
  TYPICALITY_SHARES,
  type Typicality,
} from '@churn-card/models';

/** Added to every variance, so that inputs which never vary can be told from without dividing by 0. */
const RIDGE = 1e-4;
/** Digits that are kept of each number: enough for a distance that is read as a share. */
const DIGITS = 7;

/**
 * Fits how customers are distributed, so that combinations unlike anything seen can be told.
 *
 * @param learned one Float32Array [inputs] a customer of the training part
 * @param held the same of other customers, who tell how far is far
 * @returns null where there are too many inputs, or everybody is the same
 */
export function fitTypicality(
  learned: readonly Float32Array[],
  held: readonly Float32Array[],
): Typicality | null {
  const width = learned[0].length;
  if (width > MAX_TYPICALITY_INPUTS) return null;
  const mean = meanOf(learned).map(round);
  const factor = choleskyFactor(covarianceOf(learned, mean), width);
  if (!factor) return null;
  const whitening = Array.from(invertLower(factor, width), round);
  const sorted = Float64Array.from(held, (inputs) =>
    mahalanobis({ mean, whitening }, inputs),
  ).sort();
  const distances = TYPICALITY_SHARES.map((share) =>
    round(sorted[Math.round(share * (sorted.length - 1))]),
  );
  const isRising = distances.every((distance, at) => at === 0 || distance > distances[at - 1]);
  return isRising ? { mean, whitening, distances } : null;
}

function round(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

function meanOf(rows: readonly Float32Array[]): number[] {
  return Array.from(rows[0], (_, input) => {
    return rows.reduce((sum, row) => sum + row[input], 0) / rows.length;
  });
}

/** @returns the lower triangle, row by row, with the ridge on its diagonal */
function covarianceOf(rows: readonly Float32Array[], mean: readonly number[]): Float64Array {
  const width = mean.length;
  const covariance = new Float64Array((width * (width + 1)) / 2);
  const centered = new Float64Array(width);
  for (const row of rows) {
    for (let input = 0; input < width; input++) centered[input] = row[input] - mean[input];
    let place = 0;
    for (let i = 0; i < width; i++) {
      for (let j = 0; j <= i; j++) covariance[place++] += centered[i] * centered[j];
    }
  }
  let place = 0;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) covariance[place++] /= rows.length;
    covariance[place - 1] += RIDGE;
  }
  return covariance;
}
