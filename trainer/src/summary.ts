import type { TestFigures } from './evaluate.ts';
import type { Intervals } from './evaluation/bootstrap.ts';
import type { Verdict } from './evaluation/verdict.ts';

/** What training knows beside the figures. */
export interface Background {
  readonly seconds: number;
  readonly verdict: Verdict;
  readonly intervals: Intervals;
}

/** The figures in words, beside the base rate: accuracy alone flatters where few leave. */
export function summarize(model: string, test: TestFigures, background?: Background): string {
  const percent = (rate: number) => `${(100 * rate).toFixed(1)} %`;
  const stay = Math.max(test.baseRate, 1 - test.baseRate);
  const auc = background?.intervals.rocAuc;
  const range = auc ? `${auc.low.toFixed(3)} to ${auc.high.toFixed(3)}; ` : '';
  return [
    ...(background ? describeVerdict(background.verdict) : []),
    background ? `${model}  (${background.seconds.toFixed(1)} s)` : model,
    `  measured on        ${test.n} customers, ${percent(test.baseRate)} of whom left`,
    `  acting from        ${percent(test.threshold)} finds ${percent(test.recall)} of those who left;`,
    `                     ${percent(test.precision)} of the customers called did leave, ${percent(test.baseRate)} of all`,
    `  ROC AUC            ${test.rocAuc.toFixed(4)}  (${range}0.5 is chance)`,
    `  average precision  ${test.prAuc.toFixed(4)}  (${test.baseRate.toFixed(4)} is chance)`,
    `  log-loss           ${test.logLoss.toFixed(4)}  Brier ${test.brier.toFixed(4)}  calibration error ${test.ece.toFixed(4)}`,
    `  accuracy           ${percent(test.accuracy)}  (${percent(stay)} for one answer to all)`,
  ].join('\n');
}

/** The headline, and what stands against publishing with what to do about it. */
function describeVerdict({ headline, reasons }: Verdict): string[] {
  const weighty = reasons.filter(({ level }) => level !== 'note');
  return [headline, ...weighty.map(({ words, next }) => `  - ${words}\n    ${next}`)];
}
