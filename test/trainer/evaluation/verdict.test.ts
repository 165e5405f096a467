import { beforeAll, describe, expect, test } from 'vitest';
import { publishGate } from '../../../trainer/src/evaluation/publish-gate.ts';
import { decide, type Evidence } from '../../../trainer/src/evaluation/verdict.ts';
import { train } from '../../../trainer/src/index.ts';
import type { Report } from '../../../trainer/src/report/report.ts';
import { smallBank, smallConfig } from '../small-bank.ts';

let report: Report;

beforeAll(async () => {
  ({ report } = await train({ table: smallBank(), config: smallConfig(), backend: 'wasm' }));
}, 60_000);

const between = (low: number, high: number) => ({ low, high });
const [baseRate, regression, trees] = [0, 1, 2];

/** Everything as it should be, on a test part of 2,000 customers. */
function good(): Evidence {
  const { intervals, baselines, fairness, data } = report;
  const models = baselines.models.map((model) => {
    if ('unavailable' in model) throw new Error(model.unavailable);
    const difference = { rocAuc: between(0.01, 0.03), logLoss: between(-0.03, -0.01) };
    return { ...model, difference };
  });
  const columns = fairness.columns.map((column) => ({
    ...column,
    passesFourFifths: true,
    recallDifference: 0,
    groups: column.groups.map((group) => ({
      ...group,
      calibrationGap: { value: 0, ...between(-0.05, 0.05) },
    })),
  }));
  return {
    test: { ...report.test, n: 2000, baseRate: 0.2, rocAuc: 0.86, brier: 0.1, ece: 0.02 },
    intervals: { ...intervals, rocAuc: between(0.84, 0.88), ece: between(0, 0.03) },
    baselines: { ...baselines, models },
    fairness: { ...fairness, columns },
    folds: null,
    data: { ...data, leaks: [], nearCopies: { ...data.nearCopies, acrossSplit: 0 } },
    drift: null,
    learnedLeft: 1600,
    features: 10,
  };
}

type Change = (evidence: Evidence) => Partial<Evidence>;

const withDifference =
  (at: number, rocAuc: [number, number], logLoss: [number, number]): Change =>
  ({ baselines }) => ({
    baselines: {
      ...baselines,
      models: baselines.models.map((model, index) =>
        index === at && !('unavailable' in model)
          ? { ...model, difference: { rocAuc: between(...rocAuc), logLoss: between(...logLoss) } }
          : model,
      ),
    },
  });

const rate = (value: number) => ({ value, low: value - 0.05, high: value + 0.05 });

/** Two groups of 500 customers each. */
const withGroups =
  (column: object, first: object, second: object): Change =>
  ({ fairness }) => {
    const [model] = fairness.columns;
    const group = { ...model.groups[0], customers: 500, isJudged: true };
    const groups = [
      { ...group, group: 'one', ...first },
      { ...group, group: 'two', ...second },
    ];
    return { fairness: { ...fairness, columns: [{ ...model, groups, ...column }] } };
  };

const drift = {
  column: 'Year',
  training: { from: '2015', to: '2016', customers: 1, left: 0 },
  test: { from: '2017', to: '2017', customers: 1, left: 0 },
  periods: [],
  check: { byTime: 0.86, byChance: 0.87, rows: 1000 },
  shifts: [],
};

test('a good model is to be published, without a reason against it', () => {
  const verdict = decide(good());
  expect(verdict.decision).toBe('publish');
  expect(verdict.reasons).toEqual([]);
  expect(verdict.headline).toBe(
    'Publish. On 2000 customers it had not seen, one who left has the higher score than one who stayed 86 times in 100.',
  );
});

const cases: [code: string, decision: string, change: Change][] = [
  [
    'no-better-than-chance',
    'do-not-publish',
    ({ intervals }) => ({ intervals: { ...intervals, rocAuc: between(0.49, 0.6) } }),
  ],
  [
    'weak-ranking',
    'publish-with-care',
    ({ intervals }) => ({ intervals: { ...intervals, rocAuc: between(0.66, 0.74) } }),
  ],
  ['worse-than-base-rate', 'do-not-publish', ({ test }) => ({ test: { ...test, brier: 0.161 } })],
  [
    'wrong-probabilities',
    'do-not-publish',
    ({ intervals }) => ({ intervals: { ...intervals, ece: between(0.06, 0.12) } }),
  ],
  [
    'doubtful-probabilities',
    'publish-with-care',
    ({ intervals }) => ({ intervals: { ...intervals, ece: between(0.025, 0.08) } }),
  ],
  ['few-test-customers', 'publish-with-care', ({ test }) => ({ test: { ...test, n: 400 } })],
  ['few-customers-who-left', 'publish-with-care', () => ({ learnedLeft: 99 })],
  [
    'no-better-than-base-rate',
    'do-not-publish',
    withDifference(baseRate, [0.1, 0.2], [-0.1, 0.01]),
  ],
  [
    'regression-is-better',
    'publish-with-care',
    withDifference(regression, [-0.02, -0.01], [-0.01, 0.01]),
  ],
  ['regression-is-as-good', 'publish', withDifference(regression, [-0.01, 0.01], [-0.01, 0.01])],
  ['trees-are-better', 'publish-with-care', withDifference(trees, [-0.01, 0.01], [0.01, 0.02])],
  [
    'leaks-allowed',
    'publish-with-care',
    ({ data }) => ({
      data: {
        ...data,
        leaks: [{ column: 'Refund', kinds: ['near-copy'], why: '', auc: 0.99, isAllowed: true }],
      },
    }),
  ],
  [
    'copies-across-parts',
    'publish-with-care',
    ({ data }) => ({ data: { ...data, nearCopies: { ...data.nearCopies, acrossSplit: 21 } } }),
  ],
  [
    'figures-fall-with-time',
    'publish-with-care',
    () => ({ drift: { ...drift, check: { byTime: 0.7, byChance: 0.88, rows: 1000 } } }),
  ],
  [
    'columns-moved',
    'publish-with-care',
    () => ({ drift: { ...drift, shifts: [{ column: 'Premium', stabilityIndex: 0.3 }] } }),
  ],
  [
    'unequal-calls',
    'publish-with-care',
    withGroups({ passesFourFifths: false }, { alertRate: rate(0.1) }, { alertRate: rate(0.3) }),
  ],
  [
    'unequal-recall',
    'publish-with-care',
    withGroups({ recallDifference: 0.2 }, { recall: rate(0.5) }, { recall: rate(0.7) }),
  ],
  [
    'off-in-a-group',
    'publish-with-care',
    withGroups({}, { calibrationGap: { value: 0.04, ...between(0.01, 0.07) } }, {}),
  ],
  [
    'lucky-test-part',
    'publish-with-care',
    () => {
      const spread = { mean: 0.82, deviation: 0.01, interval: between(0.8, 0.84) };
      const summary = {
        rocAuc: spread,
        prAuc: spread,
        logLoss: spread,
        brier: spread,
        ece: spread,
        accuracy: spread,
      };
      return { folds: { folds: 5, repeats: 1, figures: [], summary } };
    },
  ],
];

describe.each(cases)('%s', (code, decision, change) => {
  test(`is found, and the decision is ${decision}`, () => {
    const evidence = good();
    const verdict = decide({ ...evidence, ...change(evidence) });
    expect(verdict.reasons.map((reason) => reason.code)).toEqual([code]);
    expect(verdict.decision).toBe(decision);
    for (const { words, next } of verdict.reasons) {
      expect(words).toMatch(/^[A-Z0-9].*\.$/);
      expect(next).toMatch(/^[A-Z].*\.$/);
      expect(`${words} ${next}`).not.toMatch(/undefined|NaN|null/);
    }
  });
});

test('a large difference between groups is no reason where it may be chance', () => {
  const evidence = good();
  const wide = (value: number) => ({ value, low: value - 0.2, high: value + 0.2 });
  const change = withGroups(
    { passesFourFifths: false, recallDifference: 0.2 },
    { alertRate: wide(0.1), recall: wide(0.5) },
    { alertRate: wide(0.3), recall: wide(0.7) },
  );
  expect(decide({ ...evidence, ...change(evidence) }).decision).toBe('publish');
});

test('what stops comes before what asks for care', () => {
  const evidence = good();
  const { decision, headline, reasons } = decide({
    ...evidence,
    learnedLeft: 10,
    intervals: { ...evidence.intervals, rocAuc: between(0.45, 0.7), ece: between(0.06, 0.1) },
  });
  expect(decision).toBe('do-not-publish');
  expect(headline).toBe('Do not publish: 2 things stand against it.');
  expect(reasons.map(({ level }) => level)).toEqual(['stop', 'stop', 'care']);
});

test('the gate holds back what is wrong, and nothing that is only doubtful', () => {
  const held = cases.filter(([, , change]) => {
    const evidence = good();
    return publishGate(decide({ ...evidence, ...change(evidence) })).length > 0;
  });
  expect(held.map(([code]) => code)).toEqual(['worse-than-base-rate', 'wrong-probabilities']);
});
