import type { Shift } from './shift.ts';

/** How far the customers of the test part have moved from those that the model learned from. */
export interface Drift {
  /** The time column. */
  readonly column: string;
  readonly training: Period;
  readonly test: Period;
  /** The test part in pieces of about as many rows each, and how the shipped model ranks them. */
  readonly periods: readonly (Period & { readonly rocAuc: number | null })[];
  /**
   * One small network, trained the same way twice: on the past and measured on the future, and on rows
   * drawn by chance, with neither time nor customer kept apart. The second figure is what a careless
   * evaluation would have promised.
   */
  readonly check: { readonly byTime: number; readonly byChance: number; readonly rows: number };
  /** The used columns, those first that moved most. */
  readonly shifts: readonly Shift[];
}

export interface Period {
  /** Written as in ISO 8601, or a number. */
  readonly from: string;
  readonly to: string;
  readonly customers: number;
  readonly left: number;
}

/** One line for people, the honest figure first. */
export function describeDrift({ check, training, test, column }: Drift): string {
  const rate = ({ left, customers }: Period) => `${((100 * left) / customers).toFixed(1)} %`;
  return `drift: from ${test.from} of ${column} on, ROC AUC ${check.byTime.toFixed(3)}; rows drawn by chance would have promised ${check.byChance.toFixed(3)} (one small network each). ${rate(training)} left before, ${rate(test)} since`;
}
