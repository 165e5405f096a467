import { MISSING } from '../data/coded-column.ts';
import { FEWEST_SHOWN, type OpenColumn } from './explored-column.ts';
import { createGroup, differ, type Group } from './group.ts';

/** Which rows lack a column, and whether that tells about leaving. */
export interface MissingColumn {
  readonly name: string;
  readonly missing: Group;
  readonly known: Group;
  /** Whether the intervals of the two rates have nothing in common. */
  readonly tells: boolean;
}

/** Columns that are missing in the same rows, and in how many. */
export interface MissingPattern {
  readonly columns: readonly string[];
  readonly rows: number;
}

export interface Missingness {
  readonly columns: readonly MissingColumn[];
  /** The most frequent first; rows that lack nothing are not among them. */
  readonly patterns: readonly MissingPattern[];
  /** How many more patterns there are, and their rows. */
  readonly more: { readonly patterns: number; readonly rows: number };
}

const MOST_PATTERNS = 12;

export function findMissing(columns: readonly OpenColumn[], left: Uint8Array | null): Missingness {
  const lacking = columns.filter(({ missing }) => missing > 0);
  const patterns = patternsOf(lacking);
  const isShown = ({ rows }: MissingPattern, place: number) =>
    place < MOST_PATTERNS && rows >= FEWEST_SHOWN;
  const rest = patterns.filter((pattern, place) => !isShown(pattern, place));
  return {
    columns: lacking.map((column) => splitByMissing(column, left)),
    patterns: patterns.filter(isShown),
    more: { patterns: rest.length, rows: rest.reduce((sum, { rows }) => sum + rows, 0) },
  };
}

function splitByMissing(column: OpenColumn, left: Uint8Array | null): MissingColumn {
  const rows = column.kind === 'numeric' ? column.values.length : column.codes.length;
  const gone = [0, 0];
  for (let row = 0; left && row < rows; row++) gone[Number(isMissing(column, row))] += left[row];
  const group = (label: string, customers: number, which: number) =>
    createGroup(label, customers, left && gone[which]);
  const missing = group('missing', column.missing, 1);
  const known = group('known', rows - column.missing, 0);
  return { name: column.name, missing, known, tells: differ(missing, known) };
}

function patternsOf(columns: readonly OpenColumn[]): MissingPattern[] {
  if (columns.length === 0) return [];
  const [first] = columns;
  const rows = first.kind === 'numeric' ? first.values.length : first.codes.length;
  const counts = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    let key = '';
    for (const column of columns) key += isMissing(column, row) ? '1' : '0';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Array.from(counts, ([key, count]) => ({
    columns: columns.filter((_, index) => key[index] === '1').map(({ name }) => name),
    rows: count,
  }))
    .filter((pattern) => pattern.columns.length > 0)
    .sort((a, b) => b.rows - a.rows);
}

function isMissing(column: OpenColumn, row: number): boolean {
  return column.kind === 'numeric'
    ? Number.isNaN(column.values[row])
    : column.codes[row] === MISSING;
}
