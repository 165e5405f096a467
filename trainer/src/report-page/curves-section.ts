import { describeCalibrationChoice } from '../report/calibration-words.ts';
import { wilsonInterval } from '@churn-card/models';
import type { Report } from '../report/report.ts';
import { percent } from '../page/format.ts';
import { html, type Html } from '../page/html.ts';
import { shareAxis } from './axes.ts';
import { dataTable } from './data-table.ts';
import { lineChart } from './line-chart.ts';
import { scoreChart } from './score-chart.ts';
import { figure } from './section.ts';

/** Whom the model ranks before whom. */
export function rankingBody({ roc, precisionRecall, lift, test, confusion }: Report): Html {
  const { truePositives, falsePositives, trueNegatives } = confusion.atThreshold;
  const alarm = falsePositives / (falsePositives + trueNegatives);
  const called = (truePositives + falsePositives) / test.n;
  const own = `from ${percent(test.threshold)}`;
  return html`<div class="charts">
    ${figure(
      'ROC: those found against false alarms',
      lineChart({
        label: `ROC curve, area ${test.rocAuc.toFixed(3)}`,
        x: shareAxis('of those who stayed, called'),
        y: shareAxis('of those who left, found'),
        lines: [
          {
            kind: 'rule',
            points: [
              [0, 0],
              [1, 1],
            ],
          },
          {
            kind: 'line',
            points: [
              [0, 0],
              ...roc.map((point) => [point.falsePositiveRate, point.recall] as const),
            ],
          },
        ],
        marks: [{ x: alarm, y: test.recall, name: own }],
      }),
      `Area ${test.rocAuc.toFixed(3)}; the dashed line is chance.`,
    )}
    ${figure(
      'Precision against recall',
      lineChart({
        label: `Precision-recall curve, average precision ${test.prAuc.toFixed(3)}`,
        x: shareAxis('of those who left, found'),
        y: shareAxis('of those called, did leave'),
        lines: [
          {
            kind: 'rule',
            points: [
              [0, test.baseRate],
              [1, test.baseRate],
            ],
          },
          {
            kind: 'line',
            points: precisionRecall.map((point) => [point.recall, point.precision] as const),
          },
        ],
        marks: [{ x: test.recall, y: test.precision, name: own }],
      }),
      `Average precision ${test.prAuc.toFixed(3)}; the dashed line is calling anybody.`,
    )}
    ${figure(
      'Gains: the highest scores first',
      lineChart({
        label: 'Share of those who left that is found when calling the highest scores first',
        x: shareAxis('of all customers, called'),
        y: shareAxis('of those who left, found'),
        lines: [
          {
            kind: 'rule',
            points: [
              [0, 0],
              [1, 1],
            ],
          },
          {
            kind: 'line',
            points: [
              [0, 0],
              ...roc.map(
                (point) =>
                  [
                    point.recall * test.baseRate + point.falsePositiveRate * (1 - test.baseRate),
                    point.recall,
                  ] as const,
              ),
            ],
          },
        ],
        marks: [{ x: called, y: test.recall, name: own }],
      }),
    )}
    ${dataTable(
      'Lift: how many times better than calling at random',
      ['called', 'customers', 'of whom left', 'precision', 'recall', 'lift'],
      lift.map((row) => [
        percent(row.share, 0),
        row.customers,
        row.left,
        percent(row.precision),
        percent(row.recall),
        `${row.lift.toFixed(2)} ×`,
      ]),
    )}
  </div>`;
}

/** Whether a probability may be read as a frequency. */
export function calibrationBody(report: Report): Html {
  const { calibration, scores, test, intervals } = report;
  const filled = calibration.filter(({ customers }) => customers > 0);
  const marks = filled.map(({ expected, left, customers }) => ({
    x: expected ?? 0,
    y: left / customers,
    interval: wilsonInterval(left, customers),
  }));
  return html`<p>
      Of 100 customers shown “30 %”, about 30 should leave. The points show what happened to
      customers with about the same probability, with 95 % intervals (Wilson 1927); on the dashed
      line every promise is kept. The calibration error is ${test.ece.toFixed(3)}; a model without
      any would still show ${intervals.eceOfPerfect.toFixed(3)} on so few customers.
      ${describeCalibrationChoice(report.calibrationChoice)}
    </p>
    <div class="charts">
      ${figure(
        'Promised and observed',
        lineChart({
          label: 'Calibration curve: share who left by mean probability',
          x: shareAxis('said to leave'),
          y: shareAxis('did leave'),
          lines: [
            {
              kind: 'rule',
              points: [
                [0, 0],
                [1, 1],
              ],
            },
            { kind: 'line', points: marks.map(({ x, y }) => [x, y] as const) },
          ],
          marks,
        }),
      )}
      ${figure('How many have which probability', scoreChart(scores, test.threshold))}
    </div>
    ${dataTable(
      'The same in numbers',
      ['probability', 'customers', 'left', 'expected', 'observed'],
      filled.map((bin) => [
        `${percent(bin.from, 0)} to ${percent(bin.to, 0)}`,
        bin.customers,
        bin.left,
        percent(bin.expected ?? 0),
        percent(bin.observed ?? 0),
      ]),
    )}`;
}
