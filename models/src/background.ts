/**
 * What a customer is compared with: few rows that stand for all of the training part.
 *
 * Each row is the average of a group of at least `minimumGroupSize` customers, in network inputs
 * (a one-hot input may be a fraction), so nobody's row leaves the company inside a model folder.
 */
export interface Background {
  /** [rows][inputs] */
  readonly rows: readonly (readonly number[])[];
  /** [rows], the share of customers in each group; they sum to 1. */
  readonly weights: readonly number[];
  readonly minimumGroupSize: number;
  readonly error: BackgroundError;
}

/**
 * What it costs that few averages stand for many customers: how far reasons against them are from
 * reasons against customers themselves.
 */
export interface BackgroundError {
  /** Distance of the two bases, as a probability. */
  readonly base: number;
  /** Mean absolute distance of a feature's points, as a probability. */
  readonly points: number;
  /** Customers whose reasons were compared, and customers that they were measured against. */
  readonly customers: number;
  readonly rows: number;
}
