import { MISSING } from '../data/coded-column.ts';
import { binColumn } from './bin-column.ts';
import type { OpenColumn } from './explored-column.ts';
import { createGroup, type Group } from './group.ts';

/** The rate of leaving by two columns at once. */
export interface JointRate {
  readonly a: string;
  readonly b: string;
  readonly labelsA: readonly string[];
  readonly labelsB: readonly string[];
  /** [bins of a][bins of b] */
  readonly cells: readonly (readonly Group[])[];
}

const BINS = 5;

/** @param columns those whose pairs are worth a look: there are n (n - 1) / 2 of them */
export function jointRates(columns: readonly OpenColumn[], left: Uint8Array): JointRate[] {
  const binned = columns.map((column) => ({ name: column.name, ...binColumn(column, BINS) }));
  return binned.flatMap((a, index) =>
    binned.slice(index + 1).map((b) => {
      const size = a.labels.length * b.labels.length;
      const [customers, gone] = [new Float64Array(size), new Float64Array(size)];
      for (let row = 0; row < left.length; row++) {
        if (a.codes[row] === MISSING || b.codes[row] === MISSING) continue;
        const cell = a.codes[row] * b.labels.length + b.codes[row];
        customers[cell]++;
        gone[cell] += left[row];
      }
      const cells = a.labels.map((labelA, i) =>
        b.labels.map((labelB, j) => {
          const cell = i * b.labels.length + j;
          return createGroup(`${labelA}, ${labelB}`, customers[cell], gone[cell]);
        }),
      );
      return { a: a.name, b: b.name, labelsA: a.labels, labelsB: b.labels, cells };
    }),
  );
}
