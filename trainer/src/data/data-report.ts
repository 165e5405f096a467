import type { Preprocess } from '@churn-card/models';
import { namesAnId, namesASensitiveTrait } from '../config/column-name.ts';
import type { Config } from '../config/config-schema.ts';
import { evenlySpaced } from '../fit/rows.ts';
import { randomStream, sampleInOrder } from '../random.ts';
import type { Split } from './split.ts';
import type { Table } from '../table/table.ts';
import { codeColumn } from './coded-column.ts';
import { describeColumn, type ColumnFacts, type Described } from './column-facts.ts';
import { findCopies, type Copies } from './duplicates.ts';
import { keepRows } from './leave-out.ts';
import type { Leak } from './leakage.ts';
import {
  comparable,
  relate,
  type ComparableColumn,
  type RelatedColumns,
} from './related-columns.ts';

/** What a table holds, and what of it should make one careful. */
export interface DataReport {
  readonly rows: number;
  /** Rows that the columns are described from: all of them, or some drawn by chance. */
  readonly describedRows: number;
  /** Words of the target whose rows were left out before anything else, and how many rows that were. */
  readonly leftOut: { readonly words: readonly string[]; readonly rows: number };
  /** Columns that seem to tell who left, and were allowed. */
  readonly leaks: readonly Leak[];
  readonly columns: readonly ColumnFacts[];
  /** Rows that are the same in every column. */
  readonly duplicates: Copies;
  /** Rows that are the same but for their ids. */
  readonly nearCopies: Copies & { readonly apartFrom: readonly string[] };
  /** Used columns that tell much about a sensitive one, or one that is kept for audit only. */
  readonly proxies: readonly RelatedColumns[];
  /** Used columns that tell nearly the same. */
  readonly related: readonly RelatedColumns[];
  /** The bounds that the findings above are measured against. */
  readonly bounds: { readonly proxy: number; readonly related: number };
}

/** A medium effect (Cohen 1988): the network could guess the sensitive column from this one. */
const PROXY = 0.3;
const RELATED = 0.9;
/** More rows describe a column no better, and each different value of theirs takes memory. */
const MOST_DESCRIBED = 500_000;
/** More rows change no association that anybody could see. */
const MOST_COMPARED = 20_000;

/**
 * Looks a table over.
 *
 * @param table without the rows that are left out; `file` has all of them
 * @param left [rows] 1 for those who left
 */
export function reportData(
  file: Table,
  table: Table,
  config: Config,
  { encoders }: Preprocess,
  left: Uint8Array,
  split: Split,
  leaks: readonly Leak[],
): DataReport {
  const described = sampleRows({ table, left, split }, config.seed);
  const columns = Object.entries(config.features).map(([name, column]) => {
    const encoder = encoders.find(({ feature }) => feature === name);
    const coded = codeColumn(described.table, name, config.missing);
    return describeColumn(coded, column, encoder, described);
  });
  const ids = columns
    .filter((facts) => isId(facts, described.table, config))
    .map(({ column }) => column);
  const others = table.columns.filter((column) => !ids.includes(column));
  const compared = compareColumns(table, config, columns);
  return {
    rows: table.rowCount,
    describedRows: described.table.rowCount,
    leftOut: { words: config.leaveOut, rows: file.rowCount - table.rowCount },
    leaks,
    columns,
    duplicates: findCopies(table, table.columns, split),
    nearCopies: { ...findCopies(table, others, split), apartFrom: ids },
    proxies: relateAll(compared.used, compared.sensitive, PROXY),
    related: relateAll(compared.used, compared.used, RELATED),
    bounds: { proxy: PROXY, related: RELATED },
  };
}

/** @returns some rows of a large table, or all of them */
function sampleRows(customers: Described, seed: number): Described {
  const { table, left, split } = customers;
  if (table.rowCount <= MOST_DESCRIBED) return customers;
  const kept = sampleInOrder(table.rowCount, MOST_DESCRIBED, randomStream(seed, 'described'));
  const placeOf = new Int32Array(table.rowCount).fill(-1);
  kept.forEach((row, place) => (placeOf[row] = place));
  const keep = (rows: readonly number[]) =>
    rows.filter((row) => placeOf[row] >= 0).map((row) => placeOf[row]);
  return {
    table: keepRows(table, kept),
    left: Uint8Array.from(kept, (row) => left[row]),
    split: {
      train: keep(split.train),
      validation: keep(split.validation),
      calibration: keep(split.calibration),
      test: keep(split.test),
    },
  };
}

/** A column whose values nobody shares, or which says whom a row is about. */
function isId({ column, policy, distinct }: ColumnFacts, table: Table, config: Config): boolean {
  if (namesAnId(column) || column === config.split.group) return true;
  return policy === 'drop' && distinct === table.rowCount;
}

function compareColumns(
  table: Table,
  config: Config,
  facts: readonly ColumnFacts[],
): { used: ComparableColumn[]; sensitive: ComparableColumn[] } {
  const all = Array.from({ length: table.rowCount }, (_, row) => row);
  const sample = keepRows(table, Uint32Array.from(evenlySpaced(all, MOST_COMPARED)));
  const [used, sensitive]: ComparableColumn[][] = [[], []];
  for (const { column, policy, isConstant, holds } of facts) {
    if (policy === 'drop' || isConstant || holds === 'nothing') continue;
    const coded = codeColumn(sample, column, config.missing);
    const { type } = config.features[column];
    const ready = comparable(coded, type === undefined ? holds === 'numbers' : type === 'numeric');
    if (policy !== 'audit-only') used.push(ready);
    if (policy === 'audit-only' || namesASensitiveTrait(column)) sensitive.push(ready);
  }
  return { used, sensitive };
}

/** @returns pairs of two different columns from the bound on, the strongest first */
function relateAll(
  columns: readonly ComparableColumn[],
  others: readonly ComparableColumn[],
  bound: number,
): RelatedColumns[] {
  const pairs = columns.flatMap((one, index) =>
    (others === columns ? others.slice(index + 1) : others)
      .filter(({ name }) => name !== one.name)
      .map((other) => relate(one, other)),
  );
  return pairs.filter(({ strength }) => strength >= bound).sort((a, b) => b.strength - a.strength);
}
