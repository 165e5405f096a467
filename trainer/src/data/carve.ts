import { shuffle } from '@churn-card/models';

/**
 * Takes a share of rows so that it has the base rate of all of them (stratified), and rows of one
 * group stay on one side.
 *
 * @param left [table rows] 1 for those who left
 * @param groups [table rows] rows with the same text belong together; undefined: each stands alone
 * @returns the rows taken and the rest, both ascending
 */
export function carveStratified(
  rows: readonly number[],
  share: number,
  left: ArrayLike<number>,
  random: () => number,
  groups?: readonly string[],
): [taken: number[], rest: number[]] {
  const units: readonly Unit[] = groups ? unitsOf(rows, groups) : rows;
  const isTaken = new Uint8Array(left.length);
  for (const kind of [1, 0]) {
    const stratum = units.filter((unit) => kindOf(unit, left) === kind);
    shuffle(stratum, random);
    const wanted = Math.round(share * stratum.reduce<number>((sum, unit) => sum + sizeOf(unit), 0));
    let count = 0;
    for (const unit of stratum) {
      if (count >= wanted) break;
      if (typeof unit === 'number') isTaken[unit] = 1;
      else for (const row of unit) isTaken[row] = 1;
      count += sizeOf(unit);
    }
  }
  return [rows.filter((row) => isTaken[row] === 1), rows.filter((row) => isTaken[row] === 0)];
}

/** Rows that belong together, or one that stands alone: there may be millions of those. */
type Unit = number | readonly number[];

function kindOf(unit: Unit, left: ArrayLike<number>): number {
  if (typeof unit === 'number') return left[unit] === 1 ? 1 : 0;
  return unit.some((row) => left[row] === 1) ? 1 : 0;
}

function sizeOf(unit: Unit): number {
  return typeof unit === 'number' ? 1 : unit.length;
}

function unitsOf(rows: readonly number[], groups: readonly string[]): number[][] {
  const units = new Map<string, number[]>();
  for (const row of rows) {
    const unit = units.get(groups[row]);
    if (unit) unit.push(row);
    else units.set(groups[row], [row]);
  }
  return [...units.values()];
}
