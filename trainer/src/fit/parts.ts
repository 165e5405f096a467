import { shuffle } from '@churn-card/models';

/**
 * Divides customers into parts of about the same size, with about as many who left in each.
 *
 * @param left [rows] 1 for those who left
 * @param groups [rows] customers with one text stay in one part; undefined: each stands alone
 * @returns Uint8Array [rows], the part of each, counted from 0
 */
export function divideIntoParts(
  left: ArrayLike<number>,
  parts: number,
  random: () => number,
  groups?: readonly string[],
): Uint8Array {
  const unitOf = groups ? numberGroups(groups) : Uint32Array.from(left, (_, row) => row);
  const units = unitOf.reduce((most, unit) => Math.max(most, unit + 1), 0);
  const unitLeft = new Uint8Array(units);
  unitOf.forEach((unit, row) => (unitLeft[unit] = Math.max(unitLeft[unit], left[row])));
  const order = Array.from({ length: units }, (_, unit) => unit);
  shuffle(order, random);
  const partOfUnit = new Uint8Array(units);
  const dealt = [0, 0];
  for (const unit of order) partOfUnit[unit] = dealt[unitLeft[unit]]++ % parts;
  return Uint8Array.from(unitOf, (unit) => partOfUnit[unit]);
}

/** @returns at most so many of the rows of some parts, in any order where not all are taken */
export function drawRows(
  partOf: Uint8Array,
  belongs: (part: number) => boolean,
  most: number,
  random: () => number,
): number[] {
  const rows: number[] = [];
  partOf.forEach((part, row) => {
    if (belongs(part)) rows.push(row);
  });
  if (rows.length <= most) return rows;
  shuffle(rows, random);
  return rows.slice(0, most);
}

function numberGroups(groups: readonly string[]): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(groups, (group) => {
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    return number;
  });
}
