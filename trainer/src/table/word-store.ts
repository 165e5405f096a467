import type { CellStore } from './cell-store.ts';
import { createCodes } from './codes.ts';
import { createWordList } from './word-list.ts';

/** So many words have a number of two bytes. */
const MOST_WORDS = 2 ** 16;

/** Holds a column with few different texts: one or two bytes a cell, and each text once. */
export function createWordStore(): CellStore {
  const words = createWordList(MOST_WORDS);
  const codes = createCodes();
  return {
    get length() {
      return codes.length;
    },
    push(text) {
      const code = words.add(text);
      if (code < 0) return false;
      codes.push(code);
      return true;
    },
    at: (row) => words.at(codes.at(row)),
    seal: () => words.seal(),
  };
}
