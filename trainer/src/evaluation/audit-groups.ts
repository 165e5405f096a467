import type { Config } from '../config/config-schema.ts';
import type { Table } from '../table/table.ts';

/** A column by which a model is checked for fairness. */
export interface AuditColumn {
  readonly column: string;
  readonly policy: string;
  /** Whether the network sees it. */
  readonly isUsed: boolean;
}

/** Columns that are never a reason, those kept for audits, and those marked with `audit: true`. */
export function auditColumns({ features }: Config): AuditColumn[] {
  return Object.entries(features).flatMap(([column, { policy, audit }]): AuditColumn[] => {
    const isUsed = policy === 'use' || policy === 'use-but-never-a-reason';
    const isAudited = audit ?? (policy === 'audit-only' || policy === 'use-but-never-a-reason');
    return isAudited ? [{ column, policy, isUsed }] : [];
  });
}

const MOST_GROUPS = 8;
const BANDS = 4;
const MISSING = 'missing';
const OTHERS = 'others';

/**
 * Puts each customer into a group by one column: by its words, of which rare ones are put together,
 * or by quarters where it holds more numbers than there are groups.
 *
 * @param rows of the table
 * @returns the names of the groups in the order of their words or numbers, and [rows] which one
 */
export function groupBy(
  table: Table,
  column: string,
  { missing }: Config,
  rows: readonly number[],
): { readonly names: string[]; readonly groupOf: Int32Array } {
  const cells = rows.map((row) => {
    const cell = table.cell(row, column).trim();
    return cell === '' || missing.includes(cell) ? MISSING : cell;
  });
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  counts.delete(MISSING);
  const words = [...counts.keys()];
  const areNumbers = words.every((word) => Number.isFinite(Number(word)));
  const nameOf =
    areNumbers && words.length > MOST_GROUPS
      ? bandNames(cells.filter((cell) => cell !== MISSING).map(Number))
      : wordNames(counts);
  const named = cells.map((cell) => (cell === MISSING ? MISSING : nameOf(cell)));
  const names = [...new Set(named)].sort(byNumberThenLetters);
  const index = new Map(names.map((name, at) => [name, at]));
  return { names, groupOf: Int32Array.from(named, (name) => index.get(name) ?? 0) };
}

/** Quarters of the customers, named by the smallest and largest number in each. */
function bandNames(values: readonly number[]): (cell: string) => string {
  const sorted = values.toSorted((a, b) => a - b);
  const starts = [
    ...new Set(
      Array.from(
        { length: BANDS },
        (_, band) => sorted[Math.floor((band * sorted.length) / BANDS)],
      ),
    ),
  ];
  const names = starts.map((start, band) => {
    const next = starts[band + 1] ?? Infinity;
    return `${start} to ${sorted.findLast((value) => value < next)}`;
  });
  return (cell) => names[starts.findLastIndex((start) => Number(cell) >= start)];
}

function wordNames(counts: ReadonlyMap<string, number>): (cell: string) => string {
  const frequent = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (frequent.length <= MOST_GROUPS) return (cell) => cell;
  const kept = new Set(frequent.slice(0, MOST_GROUPS - 1).map(([word]) => word));
  return (cell) => (kept.has(cell) ? cell : OTHERS);
}

function byNumberThenLetters(a: string, b: string): number {
  const [m, n] = [parseFloat(a), parseFloat(b)];
  if (Number.isFinite(m) && Number.isFinite(n) && m !== n) return m - n;
  return Number(a === MISSING) - Number(b === MISSING) || (a < b ? -1 : 1);
}
