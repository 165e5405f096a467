import type { Baselines } from '../baselines/baselines.ts';
import type { DataReport } from '../data/data-report.ts';
import type { Drift } from '../data/drift.ts';
import type { TestFigures } from './evaluate.ts';
import type { Intervals } from './bootstrap.ts';
import type { Folds } from './cross-validate.ts';
import type { Fairness } from './fairness-report.ts';
import { ofBaselines } from './reasons/of-baselines.ts';
import { ofData } from './reasons/of-data.ts';
import { ofFairness } from './reasons/of-fairness.ts';
import { ofFigures } from './reasons/of-figures.ts';
import type { Reason } from './reasons/reason.ts';

export type Decision = 'publish' | 'publish-with-care' | 'do-not-publish';

/** `verdict` of the report: whether to let people work with the model, and why, in words. */
export interface Verdict {
  readonly decision: Decision;
  /** One sentence. */
  readonly headline: string;
  /** Those that stop first, then those for care, then those to know. */
  readonly reasons: readonly Reason[];
}

/** Everything a verdict looks at. */
export interface Evidence {
  readonly test: TestFigures;
  readonly intervals: Intervals;
  readonly baselines: Baselines;
  readonly fairness: Fairness;
  readonly folds: Folds | null;
  readonly data: DataReport;
  readonly drift: Drift | null;
  /** Customers who left among those that the model learned from, and how many features it has. */
  readonly learnedLeft: number;
  readonly features: number;
}

/** Weighs what was measured by fixed bounds: each reason says what is the matter and what to do. */
export function decide(evidence: Evidence): Verdict {
  const order = ['stop', 'care', 'note'];
  const reasons = [
    ...ofFigures(evidence),
    ...ofBaselines(evidence),
    ...ofData(evidence),
    ...ofFairness(evidence),
  ].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  const stops = reasons.filter(({ level }) => level === 'stop').length;
  const cares = reasons.filter(({ level }) => level === 'care').length;
  if (stops > 0) return { decision: 'do-not-publish', headline: doNot(stops), reasons };
  const good = goodWords(evidence);
  if (cares === 0) return { decision: 'publish', headline: `Publish. ${good}`, reasons };
  const things = cares === 1 ? 'one thing' : `${cares} things`;
  const headline = `Publish with care, knowing ${things}. ${good}`;
  return { decision: 'publish-with-care', headline, reasons };
}

function doNot(stops: number): string {
  return stops === 1
    ? 'Do not publish: one thing stands against it.'
    : `Do not publish: ${stops} things stand against it.`;
}

function goodWords({ test }: Evidence): string {
  const wins = Math.round(100 * test.rocAuc);
  return `On ${test.n} customers it had not seen, one who left has the higher score than one who stayed ${wins} times in 100.`;
}
