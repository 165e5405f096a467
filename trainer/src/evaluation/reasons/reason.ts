/** The closed list of what a verdict may rest on. */
export const REASON_CODES = [
  'no-better-than-chance',
  'no-better-than-base-rate',
  'worse-than-base-rate',
  'weak-ranking',
  'wrong-probabilities',
  'doubtful-probabilities',
  'few-test-customers',
  'few-customers-who-left',
  'lucky-test-part',
  'regression-is-better',
  'regression-is-as-good',
  'trees-are-better',
  'leaks-allowed',
  'copies-across-parts',
  'figures-fall-with-time',
  'columns-moved',
  'unequal-calls',
  'unequal-recall',
  'off-in-a-group',
] as const;

/** Why a model should not be published (`stop`), should be with care, or what else to know. */
export interface Reason {
  readonly code: (typeof REASON_CODES)[number];
  readonly level: 'stop' | 'care' | 'note';
  /** What was found, as a sentence. */
  readonly words: string;
  /** What to do about it, as a sentence. */
  readonly next: string;
}

/** Every bound that a verdict is measured against, and where it comes from. */
export const BOUNDS = {
  /** AUC that is called acceptable (Hosmer & Lemeshow 2000, chapter 5). */
  acceptableAuc: 0.7,
  /** Calibration error that is surely above this stops: a band of 10 points would be half wrong. */
  worstEce: 0.05,
  /** Calibration error that is surely above this asks for care: two customers in 100. */
  tolerableEce: 0.02,
  /** Customers of either kind in a test part (Vergouwe et al. 2005). */
  testCustomersOfAKind: 100,
  /** Customers who left for each feature (Peduzzi et al. 1996). */
  leftForEachFeature: 10,
  /** Share of the test part that repeats customers of the training part. */
  copies: 0.01,
  /** AUC that drawing by chance promises above what time keeps. */
  lossWithTime: 0.03,
  /** Population stability index that is called a large shift (Siddiqi 2006, chapter 8). */
  stabilityIndex: 0.25,
  /** Difference of recall between groups; the ratio of calls has the EEOC's 0.8 (1978). */
  recallDifference: 0.1,
  /** Mean probability minus share who left, within one group: three customers in 100. */
  calibrationGap: 0.03,
} as const;

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

export function span({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${low.toFixed(3)} to ${high.toFixed(3)}`;
}
