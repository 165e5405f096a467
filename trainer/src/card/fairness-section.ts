import type { Rate } from '../evaluation/fairness.ts';
import type { FairnessColumn, FairnessGroup } from '../evaluation/fairness.ts';
import type { Report } from '../report/report.ts';
import { decimal, escapeMarkdown, markdownTable, percent, percentSpan } from './markdown.ts';

/** How groups of customers fare, for each audit column. */
export function writeFairness({ fairness }: Report): string {
  if (fairness.columns.length === 0) {
    return 'The configuration names no column to compare groups by (policy `audit-only` or `use-but-never-a-reason`, or `audit: true`).\n';
  }
  return `${fairness.columns.map(writeColumn).join('\n')}${writeWithAndWithout(fairness)}`;
}

function writeColumn({ column, isUsed, groups, words }: FairnessColumn): string {
  const what = isUsed ? 'the network sees it' : 'kept from the network';
  return `By ${escapeMarkdown(column)} (${what}):

${markdownTable(
  [
    'group',
    'customers',
    'left',
    'called',
    '95 % interval',
    'precision',
    'recall',
    'expected - left',
  ],
  groups.map(writeGroup),
)}

${words.map((sentence) => escapeMarkdown(sentence)).join(' ')}
`;
}

function writeGroup(group: FairnessGroup): string[] {
  const rateOf = (rate: Rate | null) => (rate ? percent(rate.value) : 'none');
  return [
    group.isJudged ? group.group : `${group.group} (too few to judge)`,
    String(group.customers),
    percent(group.baseRate.value),
    percent(group.alertRate.value),
    percentSpan(group.alertRate),
    rateOf(group.precision),
    rateOf(group.recall),
    percent(group.calibrationGap.value),
  ];
}

function writeWithAndWithout({ withAndWithout }: Report['fairness']): string {
  if (!withAndWithout) return '';
  const ratio = (value: number | null) => (value === null ? 'none' : value.toFixed(2));
  return `
What a column changes, told by one plain network with it and one without. The ratio is the lowest share
of a group that is called over the highest.

${markdownTable(
  ['column', 'AUC with', 'without', 'log-loss with', 'without', 'ratio with', 'without'],
  withAndWithout.map(({ column, with: seen, without }) => [
    column,
    decimal(seen.rocAuc),
    decimal(without.rocAuc),
    decimal(seen.logLoss),
    decimal(without.logLoss),
    ratio(seen.alertRatio),
    ratio(without.alertRatio),
  ]),
)}
`;
}
