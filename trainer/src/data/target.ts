import type { Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';

/** Words that mean "left" beside another word that does not. */
const POSITIVE_WORDS =
  /^(1|yes|y|true|t|ja|churn(ed)?|exited|left|leaver|lost|closed|cancell?ed|lapsed|gone|attrited( customer)?)$/i;

/** The word of the target column that means "left", and whether it was only guessed. */
export function inferPositive(
  table: Table,
  target: string,
  missing: readonly string[],
): { positive: string; guessed: boolean } {
  const counts = countWords(table, target, missing);
  requireTwoWords(table, target, counts);
  const words = [...counts.keys()].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
  const known = words.filter((word) => POSITIVE_WORDS.test(word));
  return known.length === 1
    ? { positive: known[0], guessed: false }
    : { positive: words[0], guessed: true };
}

/**
 * Reads who left.
 *
 * @param positive the word that means "left", or a comparison with a number, such as `> 0`
 * @returns Uint8Array [rows], 1 for those who left
 * @throws TrainerError where the column is not there, has gaps, or does not tell two kinds apart
 */
export function readTarget(
  table: Table,
  target: string,
  positive: string,
  missing: readonly string[],
): Uint8Array {
  const counts = countWords(table, target, missing);
  const comparison = counts.has(positive) ? null : readComparison(positive);
  if (comparison) requireNumbers(table, target, counts);
  else requireTwoWords(table, target, counts);
  const isLeft = comparison ?? ((word: string) => word === positive);
  const leftWords = new Set([...counts.keys()].filter(isLeft));
  if (leftWords.size === 0 || leftWords.size === counts.size) {
    const words = listWords(counts);
    const means = comparison ? 'what means' : 'the word for';
    throw new TrainerError(
      leftWords.size === 0
        ? `${table.file} column ${target}: no row has ${means} "left", ${JSON.stringify(positive)}, only ${words}`
        : `${table.file} column ${target}: ${JSON.stringify(positive)} is true of every row, so nobody stayed`,
    );
  }
  const left = new Uint8Array(table.rowCount);
  return left.map((_, row) => Number(leftWords.has(table.cell(row, target).trim())));
}

const COMPARISON = /^(<=?|>=?)\s*([+-]?(?:\d+\.?\d*|\.\d+))$/;

/** @returns whether a word stands for "left", or null where the text is no comparison */
function readComparison(positive: string): ((word: string) => boolean) | null {
  const match = COMPARISON.exec(positive);
  if (!match) return null;
  const bound = Number(match[2]);
  switch (match[1]) {
    case '>':
      return (word) => Number(word) > bound;
    case '>=':
      return (word) => Number(word) >= bound;
    case '<':
      return (word) => Number(word) < bound;
    default:
      return (word) => Number(word) <= bound;
  }
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
  return counts;
}

function requireNumbers(table: Table, target: string, counts: ReadonlyMap<string, number>): void {
  const word = [...counts.keys()].find((text) => !Number.isFinite(Number(text)));
  if (word === undefined) return;
  throw new TrainerError(
    `${table.file} column ${target} is to be compared with a number, however: ${JSON.stringify(word)}`,
  );
}

function requireTwoWords(table: Table, target: string, counts: ReadonlyMap<string, number>): void {
  if (counts.size === 2) return;
  throw new TrainerError(
    `${table.file} column ${target} must hold two words, one for those who left, however: ${counts.size}, ${listWords(counts)}${adviceFor(counts)}`,
  );
}

/** What to write where there are more words, if that can be told. */
function adviceFor(counts: ReadonlyMap<string, number>): string {
  const words = [...counts.keys()];
  if (words.length === 1)
    return ': everybody left or everybody stayed, so there is nothing to learn';
  if (words.every((word) => Number.isFinite(Number(word)))) {
    return '; where a number says who left, write for example --positive "> 0" (positive in the configuration)';
  }
  return words.length <= 10
    ? '; to leave out the rows of one, write for example --leave-out WORD (leaveOut in the configuration)'
    : '';
}

function listWords(counts: ReadonlyMap<string, number>): string {
  const words = [...counts.keys()].slice(0, 5).map((word) => JSON.stringify(word));
  return `${words.join(', ')}${counts.size > words.length ? ', ...' : ''}`;
}
