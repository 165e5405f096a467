/**
 * How customers are distributed, so that a combination unlike anything seen can be told: their mean
 * and the whitening of their covariance, over the network's inputs (Mahalanobis 1936).
 */
export interface Typicality {
  /** [inputs] */
  readonly mean: readonly number[];
  /**
   * The inverse of the covariance's Cholesky factor: a lower triangle, row by row, [inputs *
   * (inputs + 1) / 2]. It turns customers into uncorrelated coordinates of variance 1.
   */
  readonly whitening: readonly number[];
  /** [TYPICALITY_SHARES], ascending: so many of the customers are no farther from the mean. */
  readonly distances: readonly number[];
}

export const TYPICALITY_SHARES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999] as const;

/** Beyond that, the triangle would be most of the model folder. */
export const MAX_TYPICALITY_INPUTS = 512;

/** @param inputs Float32Array [inputs], as `preprocess` gives them */
export function mahalanobis(
  { mean, whitening }: Pick<Typicality, 'mean' | 'whitening'>,
  inputs: ArrayLike<number>,
): number {
  let sum = 0;
  let place = 0;
  for (let row = 0; row < mean.length; row++) {
    let coordinate = 0;
    for (let column = 0; column <= row; column++) {
      coordinate += whitening[place++] * (inputs[column] - mean[column]);
    }
    sum += coordinate * coordinate;
  }
  return Math.sqrt(sum);
}

/**
 * How usual a combination of inputs is.
 *
 * @returns the share of past customers who were at least as far from the average one: near 1 is
 *   ordinary, 0 is farther than all but one in a thousand
 */
export function typicalityOf(typicality: Typicality, inputs: ArrayLike<number>): number {
  const { distances } = typicality;
  const distance = mahalanobis(typicality, inputs);
  const last = distances.length - 1;
  if (distance >= distances[last]) return 0;
  const next = Math.max(
    1,
    distances.findIndex((bound) => distance < bound),
  );
  const [from, to] = [distances[next - 1], distances[next]];
  const along = Math.max(0, (distance - from) / (to - from));
  const [low, high] = [TYPICALITY_SHARES[next - 1], TYPICALITY_SHARES[next]];
  return 1 - (low + along * (high - low));
}
