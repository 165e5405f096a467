import type { CellStore } from './cell-store.ts';
import { createVector } from './vector.ts';
import { createWordList } from './word-list.ts';

/** Words among the numbers, such as "unknown" or nothing at all. */
const MOST_WORDS = 2 ** 14;

/** How a cell is written: as `String(value)`, as `value.toFixed(format - 1)`, or it is a word. */
const PLAIN = 0;
const MOST_DECIMALS = 20;
const WORD = 255;

/** Holds a column of numbers: nine bytes a cell. Texts that no number gives back are kept aside. */
export function createNumberStore(): CellStore {
  const values = createVector(Float64Array);
  const formats = createVector(Uint8Array);
  const words = createWordList(MOST_WORDS);
  return {
    get length() {
      return values.length;
    },
    push(text) {
      const value = Number(text);
      const format = formatOf(text, value);
      const stored = format === WORD ? words.add(text) : value;
      if (format === WORD && stored < 0) return false;
      values.push(stored);
      formats.push(format);
      return true;
    },
    at(row) {
      const value = values.at(row);
      const format = formats.at(row);
      if (format === PLAIN) return String(value);
      return format === WORD ? words.at(value) : value.toFixed(format - 1);
    },
    seal: () => words.seal(),
  };
}

function formatOf(text: string, value: number): number {
  if (String(value) === text) return PLAIN;
  const decimals = text.length - 1 - text.lastIndexOf('.');
  if (decimals > MOST_DECIMALS || value.toFixed(decimals) !== text) return WORD;
  return 1 + decimals;
}
