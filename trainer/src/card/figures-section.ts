import type { Report } from '../report/report.ts';
import { decimal, decimalSpan, markdownTable, percent, percentSpan } from './markdown.ts';

/** The figures of the test part with their intervals, beside what else could have been used. */
export function writeFigures(report: Report): string {
  return `${writeTest(report)}

### Beside other models

Trained on ${report.baselines.learnedFrom} of the same customers, measured on the same test part. The difference is that of the
network's ROC AUC minus the other one's; where its interval leaves out 0 it is more than chance.

${writeBaselines(report)}
${writeFolds(report)}`;
}

function writeTest({ test, baseline, intervals, lift }: Report): string {
  const tenth = lift.find(({ share }) => share === 0.1);
  return markdownTable(
    ['figure', 'this model', '95 % interval', 'base rate for everybody'],
    [
      ['ROC AUC', decimal(test.rocAuc), decimalSpan(intervals.rocAuc), '0.5'],
      [
        'average precision',
        decimal(test.prAuc),
        decimalSpan(intervals.prAuc),
        decimal(baseline.prAuc),
      ],
      [
        'log-loss',
        decimal(test.logLoss),
        decimalSpan(intervals.logLoss),
        decimal(baseline.logLoss),
      ],
      ['Brier score', decimal(test.brier), decimalSpan(intervals.brier), decimal(baseline.brier)],
      ['calibration error (ECE)', decimal(test.ece), decimalSpan(intervals.ece), '0'],
      [
        'accuracy',
        percent(test.accuracy),
        percentSpan(intervals.accuracy),
        percent(baseline.accuracy),
      ],
      [
        'precision',
        percent(test.precision),
        percentSpan(intervals.precision),
        percent(test.baseRate),
      ],
      ['recall', percent(test.recall), percentSpan(intervals.recall), ''],
      ['F1', decimal(test.f1), decimalSpan(intervals.f1), ''],
      ['lift of the top 10 %', decimal(tenth?.lift ?? NaN), decimalSpan(intervals.liftAt10), '1'],
    ],
  );
}

function writeBaselines({ test, baselines }: Report): string {
  const own = [
    'this network',
    decimal(test.rocAuc),
    '',
    decimal(test.logLoss),
    decimal(test.brier),
  ];
  const others = baselines.models.map((model) =>
    'unavailable' in model
      ? [`${model.what}: ${model.unavailable}`, '', '', '', '']
      : [
          model.what,
          decimal(model.figures.rocAuc),
          decimalSpan(model.difference.rocAuc),
          decimal(model.figures.logLoss),
          decimal(model.figures.brier),
        ],
  );
  return markdownTable(['model', 'ROC AUC', 'difference', 'log-loss', 'Brier'], [own, ...others]);
}

function writeFolds({ folds }: Report): string {
  if (!folds) return '';
  const { rocAuc, logLoss, brier, accuracy } = folds.summary;
  const row = (name: string, { mean, deviation, interval }: typeof rocAuc) => [
    name,
    decimal(mean),
    decimal(deviation),
    decimalSpan(interval),
  ];
  return `
### Over folds

The same configuration, trained ${folds.figures.length} times (${folds.folds} folds, dealt ${folds.repeats === 1 ? 'once' : `${folds.repeats} times`}), each time measured on customers it did
not learn from. Intervals as in Nadeau & Bengio 2003.

${markdownTable(
  ['figure', 'mean', 'standard deviation', '95 % interval'],
  [
    row('ROC AUC', rocAuc),
    row('log-loss', logLoss),
    row('Brier score', brier),
    row('accuracy', accuracy),
  ],
)}
`;
}
