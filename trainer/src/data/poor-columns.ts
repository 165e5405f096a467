import type { Config } from '../config/config-schema.ts';
import { evenlySpaced } from '../fit/rows.ts';
import type { Table } from '../table/table.ts';
import { codeColumn, MISSING } from './coded-column.ts';
import { keepRows } from './leave-out.ts';

/** More words than this are names of people and places rather than kinds of customers. */
const MOST_WORDS = 100;
/** What is true of these is true of the rest, or nearly. */
const MOST_ROWS = 200_000;

/**
 * Columns that somebody wants to use although little can come of it, a sentence each: the same value
 * for everybody, or so many words that most customers stand alone with theirs.
 *
 * @param train rows of the training part
 */
export function describePoorColumns(
  table: Table,
  { features, missing }: Pick<Config, 'features' | 'missing'>,
  train: readonly number[],
): string[] {
  const sample = keepRows(table, Uint32Array.from(evenlySpaced(train, MOST_ROWS)));
  return Object.entries(features).flatMap(([name, { policy, type }]) => {
    if (policy !== 'use' && policy !== 'use-but-never-a-reason') return [];
    const { words, codes } = codeColumn(sample, name, missing);
    if (words.length === 1 && !codes.includes(MISSING)) {
      return [
        `${name} has the same value, ${JSON.stringify(words[0])}, for every customer of the training part: it tells nothing, and could be dropped`,
      ];
    }
    if (type === 'categorical' && words.length > MOST_WORDS) {
      return [
        `${name} has ${words.length} different words: those of few customers are taken together as one, so most of the column tells nothing; group them or drop it`,
      ];
    }
    return [];
  });
}
