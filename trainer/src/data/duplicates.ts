import type { Split } from './split.ts';
import type { Table } from '../table/table.ts';

export interface Copies {
  /** Rows that say the same as an earlier row. */
  readonly rows: number;
  /** Rows of the test part of which the network has seen a copy. */
  readonly acrossSplit: number;
  /** Lines of the file with the first rows that have copies, each list one set of copies. */
  readonly lines: readonly (readonly number[])[];
}

const MOST_SETS = 3;
const MOST_LINES = 5;

/**
 * Counts the rows that repeat another in some columns, by a hash of 53 bits: of five million different
 * rows, two share one with a probability of about 0.1 %.
 */
export function findCopies(table: Table, columns: readonly string[], split: Split): Copies {
  const keys = hashRows(table, columns);
  const sorted = keys.toSorted();
  const repeated = new Set(sorted.filter((key, at) => at > 0 && key === sorted[at - 1]));
  const seen = new Set<number>();
  for (const part of [split.train, split.validation, split.calibration]) {
    for (const row of part) if (repeated.has(keys[row])) seen.add(keys[row]);
  }
  const lines = new Map<number, number[]>();
  let copies = 0;
  keys.forEach((key, row) => {
    if (!repeated.has(key)) return;
    copies++;
    const mine = lines.get(key);
    if (mine && mine.length < MOST_LINES) mine.push(table.line(row));
    else if (!mine && lines.size < MOST_SETS) lines.set(key, [table.line(row)]);
  });
  return {
    rows: copies - repeated.size,
    acrossSplit: split.test.filter((row) => seen.has(keys[row])).length,
    lines: [...lines.values()],
  };
}

/** @returns [rows] whole numbers below 2^53 */
function hashRows(table: Table, columns: readonly string[]): Float64Array {
  const high = new Uint32Array(table.rowCount).fill(0x811c9dc5);
  const low = new Uint32Array(table.rowCount).fill(0x9e3779b9);
  for (const column of columns) {
    const hashes = new Map<string, [number, number]>();
    for (let row = 0; row < table.rowCount; row++) {
      const word = table.cell(row, column).trim();
      let hash = hashes.get(word);
      if (!hash) {
        hash = [hashOf(word, 0x01000193), hashOf(word, 0x85ebca6b)];
        // A column of different texts would fill memory with what is never asked for again.
        if (hashes.size < MOST_WORDS) hashes.set(word, hash);
      }
      high[row] = mix(high[row], hash[0]);
      low[row] = mix(low[row], hash[1]);
    }
  }
  return Float64Array.from(high, (word, row) => word * 2 ** 21 + (low[row] >>> 11));
}

const MOST_WORDS = 100_000;

function hashOf(text: string, factor: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), factor);
    hash ^= hash >>> 15;
  }
  return hash;
}

/** The last step of MurmurHash3 (Appleby 2011), so that the order of columns counts. */
function mix(hash: number, word: number): number {
  let mixed = Math.imul(hash ^ word, 0xcc9e2d51);
  mixed ^= mixed >>> 16;
  mixed = Math.imul(mixed, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
