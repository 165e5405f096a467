import type { CellStore } from './cell-store.ts';
import { createVector } from './vector.ts';
import { createWordList } from './word-list.ts';

/** So many words have a number of two bytes. */
const MOST_WORDS = 2 ** 16;
const MOST_SHORT = 2 ** 8;

/** Holds a column with few different texts: one or two bytes a cell, and each text once. */
export function createWordStore(): CellStore {
  const words = createWordList(MOST_WORDS);
  let codes = createVector(Uint8Array);
  let isShort = true;
  return {
    get length() {
      return codes.length;
    },
    push(text) {
      const code = words.add(text);
      if (code < 0) return false;
      if (isShort && code >= MOST_SHORT) {
        const wider = createVector(Uint16Array);
        for (let row = 0; row < codes.length; row++) wider.push(codes.at(row));
        codes = wider;
        isShort = false;
      }
      codes.push(code);
      return true;
    },
    at: (row) => words.at(codes.at(row)),
    seal: () => words.seal(),
  };
}
