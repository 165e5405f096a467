import { localize, wilsonInterval, type ModelSpec } from '@churn-card/models';
import type { PartialDependence } from '../evaluation/partial-dependence.ts';
import type { Report } from '../report/report.ts';
import { count, percent } from '../page/format.ts';
import { html, type Html } from '../page/html.ts';
import { numberAxis, shareAxis } from './axes.ts';
import { barList } from './bar-list.ts';
import { dataTable } from './data-table.ts';
import { lineChart } from './line-chart.ts';
import { figure } from './section.ts';

/** Which features matter. */
export function importanceBody(spec: ModelSpec, { importance }: Report): Html {
  const labels = new Map(
    spec.schema.features.map(({ name, label }) => [name, localize(label, 'en')]),
  );
  const nameOf = (feature: string) => labels.get(feature) ?? feature;
  const reasons = importance
    .flatMap(({ feature, meanContribution }) =>
      meanContribution === null ? [] : [{ feature, meanContribution }],
    )
    .sort((a, b) => b.meanContribution - a.meanContribution);
  return html`<div class="charts">
    ${figure(
      'What is lost when a column is shuffled',
      barList(
        'Rise of the log-loss when each column is shuffled among customers',
        importance.map(({ feature, logLossRise, logLossRises }) => ({
          name: nameOf(feature),
          value: logLossRise,
          written: logLossRise.toFixed(4),
          interval: logLossRises,
        })),
      ),
      'Rise of the log-loss (Breiman 2001), the mean of five shuffles; the line goes from the smallest to the largest.',
    )}
    ${figure(
      'How much it counts as a reason',
      barList(
        'Mean size of the contribution of each column',
        reasons.map(({ feature, meanContribution }) => ({
          name: nameOf(feature),
          value: meanContribution,
          written: `${(100 * meanContribution).toFixed(1)} points`,
        })),
      ),
      'Mean size of its Shapley values, in percentage points. Columns that are never a reason are not shown.',
    )}
  </div>`;
}

/** How each feature acts. */
export function dependenceBody({ dependence, test }: Report): Html {
  const most = Math.max(
    ...dependence.flatMap(({ points }) => points.map(({ probability }) => probability)),
    test.baseRate,
  );
  const top = Math.min(1, Math.max(...dependence.flatMap(observedOf), most));
  return html`<p>
      The line is the mean probability if everybody had this value and were otherwise as they are
      (Friedman 2001). The points are customers as they are: the share of them who left, with 95 %
      intervals; bars at the foot show how many there are. Where line and points part, something
      that goes with the feature is at work.
    </p>
    <div class="charts">
      ${dependence.filter(({ isNumeric }) => isNumeric).map((one) => figure(one.label, numericChart(one, top)))}
    </div>
    <div class="charts">${dependence.filter(({ isNumeric }) => !isNumeric).map(wordTable)}</div>`;
}

function observedOf({ points }: PartialDependence): number[] {
  return points.map(({ customers, left }) => (customers < FEWEST ? 0 : left / customers));
}

/** Fewer customers tell nothing about a share. */
const FEWEST = 20;

function numericChart({ label, points }: PartialDependence, top: number): Html {
  const values = points.map(({ value }) => Number(value));
  const all = points.reduce((sum, { customers }) => sum + customers, 0) || 1;
  const edges = values.slice(1).map((value, index) => (value + values[index]) / 2);
  const [first, last] = [values[0], values[values.length - 1]];
  return lineChart({
    label: `How ${label} acts on the probability`,
    x: numberAxis(label, first, last),
    y: shareAxis('probability', top),
    lines: [
      {
        kind: 'line',
        points: points.map((point, index) => [values[index], point.probability] as const),
      },
    ],
    marks: points.flatMap(({ customers, left }, index) =>
      customers < FEWEST
        ? []
        : [
            {
              x: values[index],
              y: Math.min(left / customers, top),
              interval: clip(wilsonInterval(left, customers), top),
            },
          ],
    ),
    density: points.map(({ customers }, index) => {
      const [from, to] = [edges[index - 1] ?? first, edges[index] ?? last];
      // As much area as there are customers: quantiles would otherwise all be as high.
      return { from, to, share: customers / all / Math.max(to - from, (last - first) / 200) };
    }),
  });
}

function clip({ low, high }: { low: number; high: number }, top: number) {
  return { low: Math.min(low, top), high: Math.min(high, top) };
}

function wordTable({ label, points }: PartialDependence): Html {
  return dataTable(
    label,
    ['value', 'probability', 'customers', 'of whom left'],
    points.map((point) => [
      point.label,
      percent(point.probability),
      count(point.customers),
      point.customers < FEWEST ? 'few' : percent(point.left / point.customers),
    ]),
  );
}
