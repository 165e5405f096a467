import type { Table } from '../table/table.ts';

/** One column of a table as numbers: each different word stands once. */
export interface CodedColumn {
  readonly name: string;
  /** Different words, trimmed, in the order in which they come; missing ones are not among them. */
  readonly words: readonly string[];
  /** [rows] index into `words`, or `MISSING`. */
  readonly codes: Int32Array;
}

export const MISSING = -1;

/** @param missing words that stand for a missing value, besides an empty cell */
export function codeColumn(table: Table, name: string, missing: readonly string[]): CodedColumn {
  const codeOf = new Map<string, number>(missing.map((word) => [word, MISSING]));
  codeOf.set('', MISSING);
  const words: string[] = [];
  const codes = new Int32Array(table.rowCount);
  for (let row = 0; row < codes.length; row++) {
    const word = table.cell(row, name).trim();
    let code = codeOf.get(word);
    if (code === undefined) {
      code = words.push(word) - 1;
      codeOf.set(word, code);
    }
    codes[row] = code;
  }
  return { name, words, codes };
}

/** @returns [words] the numbers that the words write, or null where one is no number */
export function numbersOf({ words }: CodedColumn): Float64Array | null {
  const numbers = Float64Array.from(words, Number);
  return words.length > 0 && numbers.every(Number.isFinite) ? numbers : null;
}
