import type { Table } from './table.ts';
import { TrainerError } from './trainer-error.ts';

/** Words that mean "left" beside another word that does not. */
const POSITIVE_WORDS =
  /^(1|yes|y|true|t|ja|churn(ed)?|exited|left|leaver|lost|closed|cancell?ed|lapsed|gone|attrited( customer)?)$/i;

/** The word of the target column that means "left", and whether it was only guessed. */
export function inferPositive(table: Table, target: string, missing: readonly string[]) {
  const counts = countWords(table, target, missing);
  const words = [...counts.keys()].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
  const known = words.filter((word) => POSITIVE_WORDS.test(word));
  return known.length === 1
    ? { positive: known[0], guessed: false }
    : { positive: words[0], guessed: true };
}

/**
 * Reads who left.
 *
 * @returns Uint8Array [rows], 1 for those who left
 * @throws TrainerError where the column is not there, has gaps, or is not made of two words
 */
export function readTarget(
  table: Table,
  target: string,
  positive: string,
  missing: readonly string[],
): Uint8Array {
  const counts = countWords(table, target, missing);
  if (!counts.has(positive)) {
    const words = [...counts.keys()].map((word) => JSON.stringify(word)).join(' and ');
    throw new TrainerError(
      `${table.file} column ${target}: no row has the word for "left", ${JSON.stringify(positive)}, only ${words}`,
    );
  }
  const left = new Uint8Array(table.rowCount);
  return left.map((_, row) => Number(table.cell(row, target).trim() === positive));
}

function countWords(table: Table, target: string, missing: readonly string[]): Map<string, number> {
  if (!table.columns.includes(target)) {
    throw new TrainerError(
      `${table.file} has no column ${JSON.stringify(target)}, only ${table.columns.join(', ')}`,
    );
  }
  const counts = new Map<string, number>();
  for (let row = 0; row < table.rowCount; row++) {
    const word = table.cell(row, target).trim();
    if (word === '' || missing.includes(word)) {
      throw new TrainerError(
        `${table.file}:${table.line(row)} column ${target} is missing: every customer must be known to have left or stayed`,
      );
    }
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  if (counts.size !== 2) {
    const words = [...counts.keys()].slice(0, 5).map((word) => JSON.stringify(word));
    const shown = `${words.join(', ')}${counts.size > words.length ? ', ...' : ''}`;
    throw new TrainerError(
      `${table.file} column ${target} must hold two words, one for those who left, however: ${counts.size}, ${shown}`,
    );
  }
  return counts;
}
