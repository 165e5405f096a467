import type { Row, Value } from '@churn-card/models';
import type { Values } from './values.ts';

/** Checked customers, held by column: the row of one of them is made when somebody asks for it. */
export interface Rows {
  readonly length: number;
  at(index: number): Row;
  values(feature: string): Values;
}

/** @param columns feature to its values, in the order of the schema @param length of each */
export function createRows(columns: ReadonlyMap<string, Values>, length: number): Rows {
  return {
    length,
    at(index) {
      const row = Object.create(null) as Record<string, Value>;
      for (const [name, values] of columns) row[name] = values.at(index);
      return row;
    },
    values(feature) {
      const values = columns.get(feature);
      if (!values) throw new RangeError(`there is no feature ${feature}`);
      return values;
    },
  };
}

/** @returns the rows of these indices, which may repeat; nothing is copied */
export function pickRows(rows: Rows, indices: readonly number[]): Rows {
  return {
    length: indices.length,
    at: (index) => rows.at(indices[index]),
    values(feature) {
      const values = rows.values(feature);
      return { length: indices.length, at: (index) => values.at(indices[index]) };
    },
  };
}

/** @returns so many of the items at most, from all over them */
export function evenlySpaced<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)]);
}

/** @returns the known numbers of a feature, in the order of the rows */
export function knownNumbers(values: Values): Float64Array {
  let count = 0;
  const numbers = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values.at(index);
    if (typeof value === 'number') numbers[count++] = value;
  }
  return numbers.subarray(0, count);
}

/** @returns the values of these rows */
export function pick<T>(values: ArrayLike<T>, rows: readonly number[]): T[] {
  return rows.map((row) => values[row]);
}
