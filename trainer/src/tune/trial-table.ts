import { rankAll, HOLD_OUTS } from './halving.ts';
import { mean } from '../statistics/mean.ts';
import type { Trial } from './search-log.ts';
import type { TuneProgress } from './tune.ts';

const HEAD = [
  'trial',
  'log-loss',
  'ROC AUC',
  'hold-outs',
  '5 folds',
  'hidden',
  'encoding',
  'dropout',
  'decay',
  'rate',
  'batch',
];

/**
 * The best trials so far as lines of text, with what is being done now below them.
 *
 * @param most trials that are shown
 */
export function trialTable(progress: TuneProgress, most: number): string[] {
  const { trials } = progress;
  const ranked = rankAll(trials.map(({ logLoss }) => logLoss)).slice(0, most);
  const rows = [HEAD, ...ranked.map((index) => rowOf(trials[index]))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) =>
    row.map((cell, column) => cell.padStart(widths[column])).join('  '),
  );
  return [...lines, describeStep(progress)];
}

/** What is being done, in a line. */
function describeStep({ trials, trial, folds }: TuneProgress): string {
  const name = nameOf(trial);
  if (folds) return `cross-validating ${name}: fold ${folds.fold} of ${folds.folds}`;
  const holdOut = (trials[trial]?.logLoss.length ?? 0) + 1;
  return `measuring ${name} on hold-out ${holdOut} of ${HOLD_OUTS}`;
}

function nameOf(trial: number): string {
  return trial === 0 ? 'the given setting' : `setting ${trial}`;
}

function rowOf({ trial, logLoss, rocAuc, setting, crossValidated }: Trial): string[] {
  const { hidden, encoding, dropout, weightDecay, learningRate, batchSize } = setting;
  return [
    trial === 0 ? 'given' : String(trial),
    mean(logLoss).toFixed(4),
    mean(rocAuc).toFixed(4),
    `${logLoss.length}/${HOLD_OUTS}`,
    crossValidated ? mean(crossValidated.logLoss).toFixed(4) : '',
    hidden.join('-'),
    encoding,
    String(dropout),
    String(weightDecay),
    String(learningRate),
    String(batchSize),
  ];
}
