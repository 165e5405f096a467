import type { TestFigures } from './evaluate.ts';

/** The figures in words, beside the base rate: accuracy alone flatters where few leave. */
export function summarize(model: string, test: TestFigures, seconds?: number): string {
  const percent = (rate: number) => `${(100 * rate).toFixed(1)} %`;
  const stay = Math.max(test.baseRate, 1 - test.baseRate);
  return [
    seconds === undefined ? model : `${model}  (${seconds.toFixed(1)} s)`,
    `  measured on        ${test.n} customers, ${percent(test.baseRate)} of whom left`,
    `  acting from        ${percent(test.threshold)} finds ${percent(test.recall)} of those who left;`,
    `                     ${percent(test.precision)} of the customers called did leave, ${percent(test.baseRate)} of all`,
    `  ROC AUC            ${test.rocAuc.toFixed(4)}  (0.5 is chance)`,
    `  average precision  ${test.prAuc.toFixed(4)}  (${test.baseRate.toFixed(4)} is chance)`,
    `  log-loss           ${test.logLoss.toFixed(4)}  Brier ${test.brier.toFixed(4)}  calibration error ${test.ece.toFixed(4)}`,
    `  accuracy           ${percent(test.accuracy)}  (${percent(stay)} for one answer to all)`,
  ].join('\n');
}
