import type { Config } from '../config/config-schema.ts';
import { evenlySpaced } from '../fit/rows.ts';
import type { Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';
import { aucAlone } from './alone.ts';
import { codeColumn } from './coded-column.ts';
import { keepRows } from './leave-out.ts';
import { describeOneSided, findOneSided } from './one-sided.ts';

export type LeakKind = 'near-copy' | 'one-sided' | 'known-afterwards';

/** A used column that seems to know who left because it was written down afterwards. */
export interface Leak {
  readonly column: string;
  readonly kinds: readonly LeakKind[];
  /** Why, in words that follow the name of the column. */
  readonly why: string;
  /** Area under the ROC curve of this column alone. */
  readonly auc: number;
  /** Whether somebody took the responsibility for it. */
  readonly isAllowed: boolean;
}

/**
 * The lower end of the 95 % interval of what one column may reach alone. H2O Driverless AI warns of
 * leakage from 0.95 on; the best honest column of the public churn tables has 0.79, and the best
 * model of all columns together 0.94.
 */
const MOST_AUC = 0.95;

/** What gives the outcome away does so among these, too. */
const MOST_ROWS = 200_000;

/**
 * Looks among the used columns for those that tell the outcome: near-copies of it, cells that hold
 * something almost only for one kind of customer, and what the configuration calls known afterwards.
 *
 * @param left [table rows] 1 for those who left
 * @param rows of the training part
 */
export function findLeaks(
  table: Table,
  config: Pick<Config, 'features' | 'missing' | 'allow'>,
  left: Uint8Array,
  rows: readonly number[],
): Leak[] {
  requireAllowable(config, table);
  const looked = Uint32Array.from(evenlySpaced(rows, MOST_ROWS));
  return findAmong(
    keepRows(table, looked),
    config,
    Uint8Array.from(looked, (row) => left[row]),
  );
}

function findAmong(
  table: Table,
  config: Pick<Config, 'features' | 'missing' | 'allow'>,
  left: Uint8Array,
): Leak[] {
  const rows = Array.from(left.keys());
  return usedColumns(config).flatMap((name): Leak[] => {
    const column = codeColumn(table, name, config.missing);
    const alone = aucAlone(column, left, rows);
    const oneSided = findOneSided(column, left, rows);
    const reasons: [LeakKind, string][] = [];
    if (config.features[name].knownAfterwards) {
      reasons.push(['known-afterwards', 'is known only once a customer has left']);
    }
    if (alone.low >= MOST_AUC) {
      reasons.push([
        'near-copy',
        `tells alone who left almost perfectly (ROC AUC ${alone.auc.toFixed(3)})`,
      ]);
    }
    if (oneSided) reasons.push(['one-sided', describeOneSided(oneSided, column)]);
    if (reasons.length === 0) return [];
    return [
      {
        column: name,
        kinds: reasons.map(([kind]) => kind),
        why: reasons.map(([, why]) => why).join('; it '),
        auc: alone.auc,
        isAllowed: config.allow.includes(name),
      },
    ];
  });
}

/** @throws TrainerError naming each column that nobody has allowed, and what to do about it */
export function refuseLeaks(leaks: readonly Leak[], file: string): void {
  const refused = leaks.filter(({ isAllowed }) => !isAllowed);
  if (refused.length === 0) return;
  const flags = refused.map(({ column }) => `--drop ${quoteForShell(column)}`);
  const [first] = refused;
  throw new TrainerError(
    [
      `${file}: ${countOf(refused)} give away who left. A model that reads them looks perfect and knows nothing of customers who may still leave.`,
      ...refused.map(({ column, why }) => `  ${column} ${why}`),
      `Leave them out: add ${flags.join(' ')} (or policy: drop in the configuration).`,
      `If you are sure that one is known while a customer still may leave: --allow ${quoteForShell(first.column)} (or allow: [${JSON.stringify(first.column)}]).`,
    ].join('\n'),
  );
}

/** One line for each column that was allowed, for everybody to see. */
export function warnOfLeaks(leaks: readonly Leak[]): string[] {
  return leaks
    .filter(({ isAllowed }) => isAllowed)
    .map(
      ({ column, why }) =>
        `WARNING: ${column} ${why}. It was allowed: if it is written down after customers leave, every figure of this model is false.`,
    );
}

function usedColumns({ features }: Pick<Config, 'features'>): string[] {
  return Object.keys(features).filter((name) =>
    ['use', 'use-but-never-a-reason'].includes(features[name].policy),
  );
}

function requireAllowable(
  { allow, features }: Pick<Config, 'allow' | 'features'>,
  table: Table,
): void {
  for (const name of allow) {
    if (!Object.hasOwn(features, name)) {
      throw new TrainerError(
        `${table.file} has no column ${JSON.stringify(name)} that could be allowed`,
      );
    }
    const { policy, reason = 'left out by the configuration' } = features[name];
    if (policy === 'use' || policy === 'use-but-never-a-reason') continue;
    throw new TrainerError(
      `column ${JSON.stringify(name)} cannot be allowed, since it is not used (${policy}: ${reason})`,
    );
  }
}

function countOf(leaks: readonly Leak[]): string {
  return leaks.length === 1 ? '1 column seems to' : `${leaks.length} columns seem to`;
}

function quoteForShell(column: string): string {
  return /^[\w.-]+$/.test(column) ? column : `'${column.replaceAll("'", String.raw`'\''`)}'`;
}
