import { shuffle } from '@churn-card/models';
import { TrainerError } from '../trainer-error.ts';

/**
 * Deals the customers to so many folds: each fold has the base rate of all (stratified), and rows of
 * one group are in one fold.
 *
 * @param left [rows] 1 for those who left
 * @param groups [rows] rows with the same text belong together; undefined: each stands alone
 * @returns [rows] the fold of each row, counted from 0
 */
export function assignFolds(
  left: ArrayLike<number>,
  folds: number,
  random: () => number,
  groups?: readonly string[],
): number[] {
  const units = new Map<string | number, number[]>();
  for (let row = 0; row < left.length; row++) {
    const unit = groups ? groups[row] : row;
    const rows = units.get(unit);
    if (rows) rows.push(row);
    else units.set(unit, [row]);
  }
  const assigned = new Array<number>(left.length).fill(0);
  const rowsIn = new Array<number>(folds).fill(0);
  for (const kind of [1, 0]) {
    const stratum = [...units.values()].filter(
      (rows) => Number(rows.some((row) => left[row] === 1)) === kind,
    );
    shuffle(stratum, random);
    // Large groups first, each to the fold with the fewest rows so far.
    stratum.sort((a, b) => b.length - a.length);
    for (const rows of stratum) {
      const fold = rowsIn.indexOf(Math.min(...rowsIn));
      for (const row of rows) assigned[row] = fold;
      rowsIn[fold] += rows.length;
    }
  }
  return assigned;
}

/** @throws TrainerError where a fold is empty, or lacks one of the two kinds of customers */
export function checkFolds(assigned: readonly number[], left: ArrayLike<number>): number {
  if (assigned.length !== left.length) {
    throw new TrainerError(`${assigned.length} rows have a fold, and the table has ${left.length}`);
  }
  const strange = assigned.find((fold) => !Number.isInteger(fold) || fold < 0);
  if (strange !== undefined)
    throw new TrainerError(`folds are counted from 0, however: ${strange}`);
  const folds = assigned.reduce((most, fold) => Math.max(most, fold), 0) + 1;
  if (folds < 2) throw new TrainerError('there must be at least 2 folds');
  for (let fold = 0; fold < folds; fold++) {
    const rows = [...assigned.keys()].filter((row) => assigned[row] === fold);
    const gone = rows.filter((row) => left[row] === 1).length;
    if (gone > 0 && gone < rows.length) continue;
    throw new TrainerError(
      `fold ${fold + 1} of ${folds} has ${rows.length} rows, ${gone} of customers who left: it needs some who left and some who stayed; ask for fewer folds`,
    );
  }
  return folds;
}
