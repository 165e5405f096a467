import { describeCalibration } from '../report/calibration-words.ts';
import type { ModelSpec } from '@churn-card/models';
import type { Copies } from '../data/duplicates.ts';
import type { Report } from '../report/report.ts';
import { count, percent } from '../page/format.ts';
import { html, type Html } from '../page/html.ts';
import { shareAxis } from './axes.ts';
import { compact } from './axes.ts';
import { describeSplit } from '../report/split-words.ts';
import { dataTable } from './data-table.ts';
import { lineChart } from './line-chart.ts';
import { figure } from './section.ts';

/** What the table held, and what of it makes one careful. */
export function dataBody(report: Report): Html {
  const { data } = report;
  const { leaks, duplicates, nearCopies, proxies, related, leftOut } = data;
  return html`<p>
      ${count(data.rows)} customers:
      ${describeSplit(report)}.${leftOut.rows > 0 ? ` ${count(leftOut.rows)} rows with ${leftOut.words.join(', ')} were left out.` : ''}${data.describedRows < data.rows ? ` The columns are described from ${count(data.describedRows)} of them, drawn by chance.` : ''}
    </p>
    <ul>
      ${leaks.map(({ column, why }) => html`<li><b>${column}</b> ${why}. It was allowed.</li>`)}
      <li>${copyWords('the same in every column', duplicates)}</li>
      <li>
        ${copyWords(`the same but for ${nearCopies.apartFrom.join(', ') || 'nothing'}`, nearCopies)}
      </li>
      ${proxies.map(({ columns, strength }) => html`<li>${columns[0]} tells much about ${columns[1]} (${strength.toFixed(2)} of 1).</li>`)}
      ${related.map(({ columns, strength }) => html`<li>${columns[0]} and ${columns[1]} say nearly the same (${strength.toFixed(2)} of 1).</li>`)}
    </ul>
    ${dataTable(
      'Columns',
      ['column', 'used as', 'missing', 'different values', 'holds', 'AUC alone', 'to look at'],
      data.columns.map((facts) => [
        facts.column,
        html`${facts.policy}${facts.reason ? html`<small>${facts.reason}</small>` : null}`,
        facts.missing === 0
          ? '–'
          : html`${count(facts.missing)}<small>${percent(facts.missingShare)}</small>`,
        count(facts.distinct),
        facts.numbers
          ? html`${compact(facts.numbers.min)} to ${compact(facts.numbers.max)}<small
                >median ${compact(facts.numbers.median)}</small
              >`
          : facts.holds,
        facts.aucAlone === undefined ? '–' : facts.aucAlone.toFixed(3),
        doubtsOf(facts),
      ]),
    )}`;
}

function copyWords(what: string, { rows, acrossSplit, lines }: Copies): string {
  if (rows === 0) return `No two rows are ${what}.`;
  const where = lines.map((set) => set.join(' = ')).join('; ');
  return `${count(rows)} rows are ${what} as an earlier one (lines ${where}); ${count(acrossSplit)} of the test part were seen in training.`;
}

function doubtsOf({
  unseen,
  rare,
  impossible,
  isConstant,
}: Report['data']['columns'][number]): string {
  const doubts = [
    ...(isConstant ? ['one value for all'] : []),
    ...(impossible ? [`${count(impossible.cells)} cells: ${impossible.why}`] : []),
    ...(rare > 0 ? [`${count(rare)} cells with rare words`] : []),
    ...(unseen > 0 ? [`${count(unseen)} cells with words not seen in training`] : []),
  ];
  return doubts.join('; ') || '–';
}

/** How far the present has moved from the past. */
export function driftBody(drift: NonNullable<Report['drift']>): Html {
  const { column, training, test, periods, check, shifts } = drift;
  const measured = periods.flatMap(({ rocAuc }, index) =>
    rocAuc === null ? [] : [[index + 1, rocAuc] as const],
  );
  return html`<p>
      Divided by ${column}: learned from ${training.from} to ${training.to}, measured from
      ${test.from} to ${test.to}. ${percent(training.left / training.customers)} left before,
      ${percent(test.left / test.customers)} since.
    </p>
    <p>
      <b
        >One small network trained on the past has a ROC AUC of ${check.byTime.toFixed(3)} on what
        followed; on rows drawn by chance it would have promised ${check.byChance.toFixed(3)}.</b
      >
    </p>
    <div class="charts">
      ${figure(
        'ROC AUC of this model in each period of the test part',
        lineChart({
          label: 'ROC AUC by period',
          x: {
            title: 'period',
            from: 0.5,
            to: periods.length + 0.5,
            ticks: periods.map((_, index) => index + 1),
            write: String,
          },
          y: { ...shareAxis('ROC AUC'), write: (value) => value.toFixed(1) },
          lines: [{ kind: 'line', points: measured }],
          marks: measured.map(([x, y]) => ({ x, y })),
        }),
      )}
    </div>
    ${dataTable(
      'Periods',
      ['period', 'customers', 'left', 'ROC AUC'],
      periods.map((period, index) => [
        `${index + 1}: ${period.from} to ${period.to}`,
        count(period.customers),
        percent(period.left / period.customers),
        period.rocAuc === null ? '–' : period.rocAuc.toFixed(3),
      ]),
    )}
    ${dataTable(
      'How far each column has moved (population stability index: above 0.1 is some, above 0.25 much)',
      ['column', 'index'],
      shifts.map((shift) => [shift.column, shift.stabilityIndex.toFixed(3)]),
    )}`;
}

/** Everything that is needed to make the same model again. */
export function provenanceBody(
  { provenance, calibration, label }: ModelSpec,
  report: Report,
): Html {
  const facts: [string, string][] = [
    ['estimates', `that ${label.target} is ${label.positive}`],
    ['data', provenance.data || 'no note'],
    ['SHA-256 of the table', provenance.dataSha256],
    ['seed', String(provenance.seed)],
    ['backend', provenance.backend],
    ...Object.entries(provenance.versions).map(([name, version]): [string, string] => [
      name,
      version,
    ]),
    ['hidden units', provenance.network.hidden.join(', ')],
    ['dropout, weight decay', `${provenance.network.dropout}, ${provenance.network.weightDecay}`],
    ['calibration', describeCalibration(calibration)],
  ];
  return html`<dl class="provenance">
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    <details>
      <summary>How the figures are measured</summary>
      <ul>
        ${report.notes.map((note) => html`<li>${note}</li>`)}
      </ul>
    </details>`;
}
