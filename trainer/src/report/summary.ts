import type { Decision } from '../evaluation/decision.ts';
import type { TestFigures } from '../evaluation/evaluate.ts';
import type { Intervals } from '../evaluation/bootstrap.ts';
import type { Verdict } from '../evaluation/verdict.ts';

/** What is known beside the figures. */
interface Background {
  readonly intervals: Intervals;
  /** Of a training alone, as is the time that it took. */
  readonly verdict?: Verdict;
  readonly decision?: Decision;
  readonly seconds?: number;
}

/** The figures in words, beside the base rate: accuracy alone flatters where few leave. */
export function summarize(
  model: string,
  test: TestFigures,
  { intervals, verdict, decision, seconds }: Background,
): string {
  const percent = (rate: number) => `${(100 * rate).toFixed(1)} %`;
  const stay = Math.max(test.baseRate, 1 - test.baseRate);
  const { low, high } = intervals.rocAuc;
  return [
    ...(verdict ? describeVerdict(verdict) : []),
    seconds === undefined ? model : `${model}  (${seconds.toFixed(1)} s)`,
    `  measured on        ${test.n} customers, ${percent(test.baseRate)} of whom left`,
    `  acting from        ${percent(test.threshold)} finds ${percent(test.recall)} of those who left;`,
    `                     ${percent(test.precision)} of the customers called did leave, ${percent(test.baseRate)} of all`,
    ...(decision ? [`                     (${describeChoice(decision)})`] : []),
    `  ROC AUC            ${test.rocAuc.toFixed(4)}  (${low.toFixed(3)} to ${high.toFixed(3)}; 0.5 is chance)`,
    `  average precision  ${test.prAuc.toFixed(4)}  (${test.baseRate.toFixed(4)} is chance)`,
    `  log-loss           ${test.logLoss.toFixed(4)}  Brier ${test.brier.toFixed(4)}  calibration error ${test.ece.toFixed(4)}`,
    `  accuracy           ${percent(test.accuracy)}  (${percent(stay)} for one answer to all)`,
  ].join('\n');
}

/** Why one acts from there, and what it brings where that is known. */
function describeChoice({ words, at, intervals, rule }: Decision): string {
  if (at.money === null || intervals.money === null || rule?.rule !== 'cost') return words;
  const money = (amount: number) => `${Math.round(amount)} ${rule.currency}`.trim();
  const { low, high } = intervals.money;
  return `${words}; per 1000 customers ${Math.round(at.calls)} calls bring ${money(at.money)}, ${money(low)} to ${money(high)}`;
}

/** The headline, and what stands against publishing with what to do about it. */
function describeVerdict({ headline, reasons }: Verdict): string[] {
  const weighty = reasons.filter(({ level }) => level !== 'note');
  return [headline, ...weighty.map(({ words, next }) => `  - ${words}\n    ${next}`)];
}
