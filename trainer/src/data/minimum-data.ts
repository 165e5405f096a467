import type { Config } from '../config/config-schema.ts';
import type { Split } from './split.ts';
import { TrainerError } from '../trainer-error.ts';

/** Fewer customers than this teach a network nothing, whatever the columns. */
const FEWEST_ROWS = 100;
/**
 * Of those who left, and of those who stayed, in the training part, for each used column: with fewer,
 * a model fits the noise of its columns (events per variable; 5 is the lower end of what is defended:
 * Vittinghoff & McCulloch 2007; 10 is the usual rule: Peduzzi et al. 1996).
 */
const FEWEST_PER_COLUMN = 5;
const FEWEST_TO_LEARN = 20;
/** In each other part: a rate of 5 customers has a 95 % interval as wide as the rate itself. */
const FEWEST_TO_MEASURE = 5;

/**
 * Refuses a table that no honest model can come from.
 *
 * @param left [rows] 1 for those who left
 * @throws TrainerError with what is needed and what was found
 */
export function requireEnoughRows(left: Uint8Array, file: string): void {
  const { gone, stayed } = countKinds(left, left.keys());
  const needed = FEWEST_TO_LEARN + 3 * FEWEST_TO_MEASURE;
  if (left.length >= FEWEST_ROWS && Math.min(gone, stayed) >= needed) return;
  throw new TrainerError(
    `${file} has ${left.length} customers, ${gone} of whom left: at least ${FEWEST_ROWS} are needed, ${needed} of whom left and ${needed} of whom stayed`,
  );
}

const PARTS = ['train', 'validation', 'calibration', 'test'] as const;

/**
 * Refuses a split of which a part is too small to learn from or to measure on.
 *
 * @throws TrainerError naming the part, what is needed and what was found
 */
export function requireEnoughInParts(
  left: Uint8Array,
  split: Split,
  { features }: Pick<Config, 'features'>,
  file: string,
): void {
  const columns = Object.values(features).filter(({ policy }) =>
    ['use', 'use-but-never-a-reason'].includes(policy),
  ).length;
  const toLearn = Math.max(FEWEST_TO_LEARN, FEWEST_PER_COLUMN * columns);
  for (const part of PARTS) {
    const { gone, stayed } = countKinds(left, split[part]);
    const needed = part === 'train' ? toLearn : FEWEST_TO_MEASURE;
    if (Math.min(gone, stayed) >= needed) continue;
    const why =
      part === 'train' && toLearn > FEWEST_TO_LEARN
        ? `, ${FEWEST_PER_COLUMN} for each of the ${columns} columns used: leave out columns, or bring more customers`
        : '';
    throw new TrainerError(
      `${file}: the ${part} part has ${gone} customers who left and ${stayed} who stayed, and needs ${needed} of each${why}`,
    );
  }
}

function countKinds(
  left: ArrayLike<number>,
  rows: Iterable<number>,
): { gone: number; stayed: number } {
  let [gone, count] = [0, 0];
  for (const row of rows) {
    gone += left[row];
    count++;
  }
  return { gone, stayed: count - gone };
}
