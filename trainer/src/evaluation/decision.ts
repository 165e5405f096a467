import { wilsonInterval } from '@churn-card/models';
import type { Config } from '../config/config-schema.ts';
import { descend, thin } from '../metrics/roc.ts';
import { describeRule, USUAL_RULE, type ThresholdRule } from '../config/threshold-rule.ts';

/** What acting from one probability on means for 1,000 customers like those of the test part. */
export interface DecisionPoint {
  readonly threshold: number;
  readonly calls: number;
  /** Called, and would leave. */
  readonly found: number;
  /** Share of all who leave. */
  readonly recall: number;
  /** Share of those called. */
  readonly precision: number;
  /** Who stay because of the call, where the rule says how many do. */
  readonly saves: number | null;
  /** What those are worth less what all calls cost, where the rule says so. */
  readonly money: number | null;
}

/** `decision` of the report: why one acts from this probability on, and what it means. */
export interface Decision {
  /** Null where the configuration names the probability itself. */
  readonly rule: ThresholdRule | null;
  readonly words: string;
  readonly at: DecisionPoint;
  /** 95 % intervals (Wilson 1927) of what `at` promises. */
  readonly intervals: {
    readonly recall: { readonly low: number; readonly high: number };
    readonly precision: { readonly low: number; readonly high: number };
    readonly money: { readonly low: number; readonly high: number } | null;
  };
  /** From the highest probability to the lowest, about 100 of them. */
  readonly curve: readonly DecisionPoint[];
}

/**
 * Works out what the chosen threshold means, on the test part.
 *
 * @param probabilities [test]
 * @param left [test] 1 for those who left
 */
export function describeDecision(
  config: Config,
  threshold: number,
  probabilities: readonly number[],
  left: readonly number[],
): Decision {
  const rule = typeof config.threshold === 'number' ? null : (config.threshold ?? USUAL_RULE);
  const all = left.reduce((sum, one) => sum + one, 0);
  const pointAt = (from: number, called: number, found: number): DecisionPoint => {
    const perThousand = 1000 / left.length;
    const [calls, reached] = [called * perThousand, found * perThousand];
    return {
      threshold: from,
      calls,
      found: reached,
      recall: found / all,
      precision: called === 0 ? 0 : found / called,
      saves: rule?.rule === 'cost' ? reached * rule.saveRate : null,
      money: moneyOf(rule, calls, reached),
    };
  };
  const called = probabilities.filter((probability) => probability >= threshold).length;
  const found = left.filter((one, row) => one === 1 && probabilities[row] >= threshold).length;
  const at = pointAt(threshold, called, found);
  const precision = called === 0 ? { low: 0, high: 1 } : wilsonInterval(found, called);
  const [poor, rich] = [precision.low, precision.high].map((share) => {
    return moneyOf(rule, at.calls, at.calls * share);
  });
  return {
    rule,
    words: rule ? describeRule(rule) : 'set in the configuration',
    at,
    intervals: {
      recall: wilsonInterval(found, all),
      precision,
      money: poor === null || rich === null ? null : { low: poor, high: rich },
    },
    curve: thin(descend(probabilities, left), 100).map((step) =>
      pointAt(step.threshold, step.positives + step.negatives, step.positives),
    ),
  };
}

function moneyOf(rule: ThresholdRule | null, calls: number, found: number): number | null {
  if (rule?.rule !== 'cost') return null;
  return found * rule.saveRate * rule.customerValue - calls * rule.contactCost;
}
