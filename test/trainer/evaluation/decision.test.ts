import { describe, expect, test } from 'vitest';
import { describeDecision } from '../../../trainer/src/evaluation/decision.ts';
import { smallConfig } from '../small-bank.ts';

/** Ten customers: those at .9 and .8 are called from .7 on, one of them and one other leave. */
const probabilities = [0.9, 0.8, 0.6, 0.4, 0.3, 0.2, 0.2, 0.1, 0.1, 0.1];
const left = [1, 0, 1, 0, 0, 0, 0, 0, 0, 0];
const cost = {
  rule: 'cost',
  contactCost: 10,
  customerValue: 200,
  saveRate: 0.5,
  currency: 'EUR',
} as const;

describe('what a threshold means for 1,000 customers', () => {
  const decision = describeDecision(smallConfig({ threshold: cost }), 0.7, probabilities, left);

  test('in calls, in leavers found, in those who stay, and in money', () => {
    // 200 calls cost 2,000; half of 100 leavers stay, worth 200 each.
    expect(decision.at).toEqual({
      threshold: 0.7,
      calls: 200,
      found: 100,
      recall: 0.5,
      precision: 0.5,
      saves: 50,
      money: 8000,
    });
  });

  test('with an interval around what it promises', () => {
    const { precision, money } = decision.intervals;
    expect(precision.low).toBeLessThan(0.5);
    expect(money?.low).toBeCloseTo(200 * precision.low * 0.5 * 200 - 2000, 6);
    expect(money?.high).toBeCloseTo(200 * precision.high * 0.5 * 200 - 2000, 6);
  });

  test('and at every other threshold', () => {
    expect(decision.curve.map(({ threshold }) => threshold)).toEqual([
      0.9, 0.8, 0.6, 0.4, 0.3, 0.2, 0.1,
    ]);
    expect(decision.curve.at(-1)).toMatchObject({ calls: 1000, recall: 1, precision: 0.2 });
  });

  test('says in words why it is this one', () => {
    expect(decision.words).toBe(
      'where a call pays: it costs 10 EUR and saves 50 % of those who would leave, worth 200 EUR each',
    );
    const given = describeDecision(smallConfig({ threshold: 0.4 }), 0.4, probabilities, left);
    expect(given).toMatchObject({ rule: null, words: 'set in the configuration' });
    expect(given.at).toMatchObject({ saves: null, money: null });
    const usual = describeDecision(smallConfig(), 0.4, probabilities, left);
    expect(usual.words).toContain('the largest F1');
  });

  test('calling nobody finds nobody and costs nothing', () => {
    const nobody = describeDecision(smallConfig({ threshold: cost }), 0.99, probabilities, left);
    expect(nobody.at).toMatchObject({ calls: 0, found: 0, recall: 0, precision: 0, money: 0 });
  });
});
