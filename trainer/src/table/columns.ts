import type { CellStore } from './cell-store.ts';
import { createNumberStore } from './number-store.ts';
import { createTextStore } from './text-store.ts';
import { createWordStore } from './word-store.ts';

/** One column of a table: texts that come one by one and are given back exactly. */
export interface Column {
  readonly length: number;
  push(text: string): void;
  at(row: number): string;
  /** Ends pushing. */
  seal(): void;
}

/** From the smallest form to the one that takes everything. */
const FORMS: readonly (() => CellStore)[] = [createWordStore, createNumberStore, createTextStore];

/** A column that holds no string of its own for a cell, however many there are. */
export function createColumn(): Column {
  let form = 0;
  let store = FORMS[form]();
  return {
    get length() {
      return store.length;
    },
    push(text) {
      while (!store.push(text)) {
        form++;
        store = copyInto(FORMS[form](), store) ?? store;
      }
    },
    at: (row) => store.at(row),
    seal: () => store.seal(),
  };
}

function copyInto(to: CellStore, from: CellStore): CellStore | undefined {
  for (let row = 0; row < from.length; row++) {
    if (!to.push(from.at(row))) return undefined;
  }
  return to;
}
