import { wilsonInterval } from '@churn-card/models';
import type { Config } from '../config/config-schema.ts';
import type { Table } from '../table/table.ts';
import { auditColumns, groupBy, type AuditColumn } from './audit-groups.ts';

/** A share with its 95 % interval (Wilson 1927). */
export interface Rate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How the model treats the customers of one group of the test part. */
export interface FairnessGroup {
  readonly group: string;
  readonly customers: number;
  readonly left: number;
  readonly baseRate: Rate;
  /** Share at or above the threshold. */
  readonly alertRate: Rate;
  /** Null where nobody is at or above it. */
  readonly precision: Rate | null;
  /** Null where nobody left. */
  readonly recall: Rate | null;
  /** Mean probability minus share who left. */
  readonly calibrationGap: Rate;
  /** False where there are too few customers to conclude anything. */
  readonly isJudged: boolean;
}

/** Groups of one column side by side. */
export interface FairnessColumn extends AuditColumn {
  readonly groups: readonly FairnessGroup[];
  /** Lowest over highest alert rate of the judged groups; null where fewer than two are. */
  readonly alertRatio: number | null;
  /** Whether that ratio is at least 0.8 (EEOC 1978, 29 CFR 1607.4 D). */
  readonly passesFourFifths: boolean | null;
  /** Largest minus smallest recall (equal opportunity, Hardt et al. 2016). */
  readonly recallDifference: number | null;
  /** The same as sentences. */
  readonly words: readonly string[];
}

/** Smaller groups are shown and not judged. */
const FEWEST_CUSTOMERS = 30;
/** So many must have left before their recall is compared. */
const FEWEST_LEFT = 10;
const FOUR_FIFTHS = 0.8;

/** Customers of the test part. */
export interface Audited {
  readonly table: Table;
  readonly config: Config;
  /** Rows of the table. */
  readonly rows: readonly number[];
  /** [test] 1 for those who left */
  readonly left: readonly number[];
  /** [test] */
  readonly probabilities: readonly number[];
  readonly threshold: number;
}

/** Compares groups of customers by every audit column. */
export function auditFairness(audited: Audited): FairnessColumn[] {
  return auditColumns(audited.config).map((column) => auditColumn(audited, column));
}

function auditColumn(audited: Audited, column: AuditColumn): FairnessColumn {
  const { names, groupOf } = groupBy(audited.table, column.column, audited.config, audited.rows);
  const groups = names.map((name, index) => {
    return measureGroup(name, audited, (at) => groupOf[at] === index);
  });
  const called = extremes(groups, ({ alertRate }) => alertRate.value);
  const found = extremes(
    groups.filter(({ left }) => left >= FEWEST_LEFT),
    ({ recall }) => recall?.value ?? 0,
  );
  const alertRatio =
    called && called.highest.alertRate.value > 0
      ? called.lowest.alertRate.value / called.highest.alertRate.value
      : null;
  const recallDifference = found
    ? (found.highest.recall?.value ?? 0) - (found.lowest.recall?.value ?? 0)
    : null;
  return {
    ...column,
    groups,
    alertRatio,
    passesFourFifths: alertRatio === null ? null : alertRatio >= FOUR_FIFTHS,
    recallDifference,
    words: [...wordsOnAlerts(called, alertRatio), ...wordsOnRecall(found, recallDifference)],
  };
}

function measureGroup(
  group: string,
  { left, probabilities, threshold }: Audited,
  isIn: (at: number) => boolean,
): FairnessGroup {
  const members = [...left.keys()].filter(isIn);
  const gone = members.filter((at) => left[at] === 1).length;
  const called = members.filter((at) => probabilities[at] >= threshold);
  const found = called.filter((at) => left[at] === 1).length;
  const expected = members.reduce((sum, at) => sum + probabilities[at], 0) / members.length;
  const baseRate = rate(gone, members.length);
  return {
    group,
    customers: members.length,
    left: gone,
    baseRate,
    alertRate: rate(called.length, members.length),
    precision: called.length > 0 ? rate(found, called.length) : null,
    recall: gone > 0 ? rate(found, gone) : null,
    calibrationGap: {
      value: expected - baseRate.value,
      low: expected - baseRate.high,
      high: expected - baseRate.low,
    },
    isJudged: members.length >= FEWEST_CUSTOMERS,
  };
}

function rate(part: number, whole: number): Rate {
  return { value: part / whole, ...wilsonInterval(part, whole) };
}

interface Extremes {
  readonly lowest: FairnessGroup;
  readonly highest: FairnessGroup;
}

function extremes(
  groups: readonly FairnessGroup[],
  valueOf: (group: FairnessGroup) => number,
): Extremes | undefined {
  const sorted = groups.filter(({ isJudged }) => isJudged).sort((a, b) => valueOf(a) - valueOf(b));
  const [lowest, highest] = [sorted.at(0), sorted.at(-1)];
  return sorted.length >= 2 && lowest && highest ? { lowest, highest } : undefined;
}

function wordsOnAlerts(called: Extremes | undefined, ratio: number | null): string[] {
  if (!called || ratio === null) {
    return [
      `Fewer than two groups have ${FEWEST_CUSTOMERS} customers and a call: nothing to compare.`,
    ];
  }
  const { lowest, highest } = called;
  const rule =
    ratio >= FOUR_FIFTHS ? 'within the four-fifths rule' : 'below the 0.80 of the four-fifths rule';
  return [
    `Called are ${percent(lowest.alertRate.value)} of "${lowest.group}" and ${percent(highest.alertRate.value)} of "${highest.group}", a ratio of ${ratio.toFixed(2)}, ${rule}. ${percent(lowest.baseRate.value)} and ${percent(highest.baseRate.value)} of them left.`,
  ];
}

function wordsOnRecall(found: Extremes | undefined, difference: number | null): string[] {
  if (!found || difference === null) return [];
  const { lowest, highest } = found;
  return [
    `Of those who left, ${percent(lowest.recall?.value ?? 0)} of "${lowest.group}" and ${percent(highest.recall?.value ?? 0)} of "${highest.group}" are called, ${(100 * difference).toFixed(1)} points apart.`,
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
