import type { Config } from '../config-schema.ts';
import { EQUAL_WEIGHTS, type ClassWeights } from './log-loss.ts';

/** How training makes up for few customers who left. */
export interface Balance {
  /** In the loss of training. */
  readonly trainWeights: ClassWeights;
  /** In the validation loss, which must judge what training aims at. */
  readonly validationWeights: ClassWeights;
  /** The customers of an epoch: every one once, and those who left again where they are repeated. */
  epochRows(random: () => number): number[];
}

/**
 * Gives both kinds of customers the same weight in total (as scikit-learn's `balanced`), repeats
 * the rarer kind until there are as many, or leaves everything as it is.
 *
 * @param left [rows] 1 for those who left
 */
export function balance(left: ArrayLike<number>, choice: Config['network']['imbalance']): Balance {
  const all = Array.from({ length: left.length }, (_, row) => row);
  const gone = all.filter((row) => left[row] === 1);
  const stayed = all.filter((row) => left[row] !== 1);
  const balanced = {
    left: all.length / (2 * gone.length),
    stayed: all.length / (2 * stayed.length),
  };
  switch (choice) {
    case 'none':
      return {
        trainWeights: EQUAL_WEIGHTS,
        validationWeights: EQUAL_WEIGHTS,
        epochRows: () => [...all],
      };
    case 'class-weight':
      return { trainWeights: balanced, validationWeights: balanced, epochRows: () => [...all] };
    case 'over-sampling': {
      const [rare, common] = gone.length < stayed.length ? [gone, stayed] : [stayed, gone];
      const missing = common.length - rare.length;
      const drawn = (random: () => number) =>
        Array.from({ length: missing }, () => rare[Math.floor(random() * rare.length)]);
      return {
        trainWeights: EQUAL_WEIGHTS,
        validationWeights: balanced,
        epochRows: (random) => [...all, ...drawn(random)],
      };
    }
  }
}
