/** Shapley values in schema order: `base + sum(points) = probability`. */
export interface Attribution {
  readonly base: number;
  readonly probability: number;
  /** Float64Array [features], on the probability scale */
  readonly points: Float64Array;
  /** Float64Array [features], or null where the points are exact */
  readonly standardErrors: Float64Array | null;
}
