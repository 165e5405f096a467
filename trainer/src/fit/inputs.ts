import { preprocess, type Preprocess } from '@churn-card/models';
import type { Rows } from './rows.ts';

/** Customers as the network sees them, encoded each time that somebody asks for one. */
export interface Inputs {
  readonly length: number;
  /** @returns Float32Array [inputs] */
  at(index: number): Float32Array;
}

export function encodeRows(state: Preprocess, rows: Rows): Inputs {
  return { length: rows.length, at: (index) => preprocess(state, rows.at(index)) };
}

/** @returns the customers of these rows only, counted anew */
export function pickInputs(inputs: Inputs, rows: readonly number[]): Inputs {
  return { length: rows.length, at: (index) => inputs.at(rows[index]) };
}

/** Encodes these rows, one after the other. */
export function* encodedOf(inputs: Inputs, rows: readonly number[]): Generator<Float32Array> {
  for (const row of rows) yield inputs.at(row);
}
