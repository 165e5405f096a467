import type { FairnessColumn } from '../evaluation/fairness.ts';
import type { Report } from '../report/report.ts';
import { count, percent } from '../page/format.ts';
import { html, type Html } from '../page/html.ts';
import { dataTable } from './data-table.ts';

/** How the model treats groups of people. */
export function fairnessBody({ fairness }: Report): Html {
  if (fairness.columns.length === 0) {
    return html`<p>
      No column is kept for audit: a configuration names one with the policy audit-only or
      use-but-never-a-reason.
    </p>`;
  }
  const compared = fairness.withAndWithout ?? [];
  return html`<p>
      Groups of the test part, called from ${percent(fairness.threshold)} on. Shares have 95 %
      intervals (Wilson 1927). Groups of fewer than 30 customers are shown and not judged.
    </p>
    ${fairness.columns.map(groupsOf)}
    ${
      compared.length > 0
        ? dataTable(
            'One plain network with and without the column',
            ['column', 'ROC AUC with', 'without', 'ratio of calls with', 'without'],
            compared.map((one) => [
              one.column,
              one.with.rocAuc.toFixed(3),
              one.without.rocAuc.toFixed(3),
              ratio(one.with.alertRatio),
              ratio(one.without.alertRatio),
            ]),
          )
        : null
    }`;
}

function groupsOf({ column, groups, words }: FairnessColumn): Html {
  return html`<h3>${column}</h3>
    ${words.map((sentence) => html`<p>${sentence}</p>`)}
    ${dataTable(
      `Groups by ${column}`,
      ['group', 'customers', 'left', 'called', 'precision', 'recall', 'said minus seen'],
      groups.map((group) => [
        group.isJudged ? group.group : html`${group.group}<small>too few to judge</small>`,
        count(group.customers),
        rate(group.baseRate),
        rate(group.alertRate),
        rate(group.precision),
        rate(group.recall),
        html`${points(group.calibrationGap.value)}<small
            >${points(group.calibrationGap.low)} to ${points(group.calibrationGap.high)}</small
          >`,
      ]),
    )}`;
}

function rate(share: { value: number; low: number; high: number } | null): Html | string {
  if (share === null) return '–';
  return html`${percent(share.value)}<small
      >${percent(share.low, 0)} to ${percent(share.high, 0)}</small
    >`;
}

function points(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`;
}

function ratio(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}
