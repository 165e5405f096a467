import type { ClassWeights } from './log-loss.ts';

/** Customers as the network sees them. */
export interface Examples {
  /** Float32Array [rows * width], row by row */
  readonly inputs: Float32Array;
  /** Float32Array [rows], 1 for those who left; in between, how likely it is said to be */
  readonly left: Float32Array;
  readonly width: number;
  /** What each kind counts for in the loss; without it, the same. */
  readonly weights?: ClassWeights;
}

/**
 * @param inputs one Float32Array [inputs] a customer, at least one; each is copied before the next
 *   one is asked for, so that they need not be there together
 * @param left [rows]
 */
export function createExamples(inputs: Iterable<Float32Array>, left: ArrayLike<number>): Examples {
  let flat = new Float32Array();
  let width = 0;
  let row = 0;
  for (const one of inputs) {
    if (row === 0) {
      width = one.length;
      flat = new Float32Array(left.length * width);
    }
    flat.set(one, row * width);
    row++;
  }
  return { inputs: flat, left: Float32Array.from(left), width };
}

/** @returns Float32Array [inputs], sharing memory */
export function rowAt({ inputs, width }: Examples, row: number): Float32Array {
  return inputs.subarray(row * width, (row + 1) * width);
}

/** @returns one Float32Array [inputs] a customer, sharing memory */
export function rowsOf(examples: Examples): Float32Array[] {
  return Array.from(examples.left, (_, row) => rowAt(examples, row));
}

/** @returns the rows of these indices, which may repeat */
export function pickExamples(examples: Examples, rows: readonly number[]): Examples {
  const { left, width } = examples;
  const picked = new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    picked.set(rowAt(examples, row), index * width);
  });
  return { ...examples, inputs: picked, left: Float32Array.from(rows, (row) => left[row]) };
}
