import { namesAnAftermath } from '../config/column-name.ts';
import type { Config } from '../config/config-schema.ts';
import { aucAlone } from '../data/alone.ts';
import { codeColumn, type CodedColumn } from '../data/coded-column.ts';
import { readTimes } from '../data/times.ts';
import type { Table } from '../table/table.ts';
import { binColumn } from './bin-column.ts';
import { exploreDrift, type ExploredDrift } from './drift.ts';
import { countDuplicates } from './duplicates.ts';
import { exploreColumn, type ExploredColumn, type OpenColumn } from './explored-column.ts';
import { createGroup, groupBy, type Group } from './group.ts';
import { histogramOf, type Histogram } from './histogram.ts';
import { jointRates, type JointRate } from './joint.ts';
import { findMissing, type Missingness } from './missingness.ts';
import { pairColumns, type Pair } from './pairs.ts';
import { summarizeNumbers, type NumberSummary } from './number-summary.ts';

/** What to look at; only the table is needed. */
export interface ExploreOptions {
  readonly table: Table;
  readonly missing: readonly string[];
  readonly features?: Config['features'];
  readonly target?: string;
  /** [rows] 1 for those who left; goes with the target */
  readonly left?: Uint8Array;
  readonly time?: string;
  readonly timeFormat?: Config['split']['timeFormat'];
}

/** One column with everything that its part of the page shows. */
export interface ColumnFacts {
  readonly column: ExploredColumn;
  /** Customers and rate by bin or word; empty where nothing may be shown. */
  readonly groups: readonly Group[];
  readonly histogram: Histogram | null;
  readonly numbers: NumberSummary | null;
  /** How well it ranks customers by leaving, alone: 0.5 is nothing; null without a target. */
  readonly auc: number | null;
}

/** Everything the page says about a table. */
export interface Exploration {
  readonly file: string;
  readonly rows: number;
  readonly target: string | null;
  readonly everybody: Group;
  /** Share of the cells of all columns. */
  readonly missingCells: number;
  readonly duplicates: number;
  readonly columns: readonly ColumnFacts[];
  readonly missingness: Missingness;
  readonly pairs: readonly Pair[];
  /** How many rows the associations were made of. */
  readonly pairRows: number;
  readonly joint: readonly JointRate[];
  readonly drift: ExploredDrift | null;
}

const RATE_BINS = 10;
/** Of the columns that tell most about leaving, every two are shown together. */
const JOINT_COLUMNS = 10;
/** A heat map of more cannot be read. */
const PAIR_COLUMNS = 60;

/**
 * Looks at a table as one does before modelling.
 *
 * @throws TrainerError where the time column cannot be read
 */
export function exploreTable(options: ExploreOptions): Exploration {
  const { table, missing, features, target = null, left = null, time } = options;
  const coded: CodedColumn[] = [];
  const facts: ColumnFacts[] = [];
  for (const name of table.columns) {
    if (name === target) continue;
    const column = codeColumn(table, name, missing);
    const explored = exploreColumn(column, features?.[name]);
    if (explored.kind !== 'hidden') coded.push(column);
    facts.push(factsOf(explored, column, left));
  }
  const ranked = facts.filter(isOpen).sort((a, b) => (b.auc ?? 0) - (a.auc ?? 0));
  const open = ranked.map(({ column }) => column);
  const { pairs, rows: pairRows } = pairColumns(open.slice(0, PAIR_COLUMNS));
  const cells = table.rowCount * facts.length;
  return {
    file: table.file,
    rows: table.rowCount,
    target,
    everybody: createGroup('everybody', table.rowCount, left && left.reduce((a, b) => a + b, 0)),
    missingCells:
      cells > 0 ? facts.reduce((sum, { column }) => sum + column.missing, 0) / cells : 0,
    duplicates: countDuplicates(coded),
    columns: facts,
    missingness: findMissing(open, left),
    pairs,
    pairRows,
    joint: left ? jointRates(open.filter(isBefore).slice(0, JOINT_COLUMNS), left) : [],
    drift: time ? exploreDrift(open, readTimes(table, time, options.timeFormat), left) : null,
  };
}

function factsOf(column: ExploredColumn, coded: CodedColumn, left: Uint8Array | null): ColumnFacts {
  if (column.kind === 'hidden') {
    return { column, groups: [], histogram: null, numbers: null, auc: null };
  }
  const { labels, codes } =
    column.kind === 'numeric'
      ? binColumn(column, RATE_BINS)
      : { labels: column.words, codes: column.codes };
  return {
    column,
    groups: groupBy(labels, codes, left),
    histogram: column.kind === 'numeric' ? histogramOf(column, left) : null,
    numbers: column.kind === 'numeric' ? summarizeNumbers(column) : null,
    auc: left && hasBoth(left) ? strengthOf(coded, left) : null,
  };
}

function strengthOf(coded: CodedColumn, left: Uint8Array): number {
  const rows = Array.from({ length: left.length }, (_, row) => row);
  // Below a half is chance: rates of the other folds cannot rank the wrong way for a reason.
  return Math.max(0.5, aucAlone(coded, left, rows).auc);
}

function hasBoth(left: Uint8Array): boolean {
  return left.includes(1) && left.includes(0);
}

function isOpen(facts: ColumnFacts): facts is ColumnFacts & { readonly column: OpenColumn } {
  return facts.column.kind !== 'hidden';
}

/** Whether it can differ between customers, and is known before one has left. */
function isBefore({ name, distinct }: OpenColumn): boolean {
  return distinct > 1 && !namesAnAftermath(name);
}
