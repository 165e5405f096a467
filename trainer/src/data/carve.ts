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
  const units = groups ? unitsOf(rows, groups) : rows.map((row) => [row]);
  const taken = new Set<number>();
  for (const kind of [1, 0]) {
    const stratum = units.filter((unit) => Number(unit.some((row) => left[row] === 1)) === kind);
    shuffle(stratum, random);
    const wanted = Math.round(share * stratum.reduce((sum, unit) => sum + unit.length, 0));
    let count = 0;
    for (const unit of stratum) {
      if (count >= wanted) break;
      for (const row of unit) taken.add(row);
      count += unit.length;
    }
  }
  return [rows.filter((row) => taken.has(row)), rows.filter((row) => !taken.has(row))];
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
