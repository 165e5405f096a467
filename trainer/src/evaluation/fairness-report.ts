import type { FairnessColumn } from './fairness.ts';
import type { WithAndWithout } from './with-and-without.ts';

/** `fairness` of the report: groups of the test part at the threshold. */
export interface Fairness {
  readonly threshold: number;
  readonly columns: readonly FairnessColumn[];
  /** Null where nobody asked for it, since it trains a network for each column. */
  readonly withAndWithout: readonly WithAndWithout[] | null;
}
