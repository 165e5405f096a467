import { counterfactuals, score, whatIf, type Model, type Row } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../models/src/random.ts';
import { TINY_NETWORK, TINY_SPEC } from '../support/tiny-artifact.ts';
import { randomModel, randomRow, randomValue } from './random-model.ts';
import { brokenRules } from './rules-oracle.ts';

const tiny: Model = { spec: TINY_SPEC, network: TINY_NETWORK, hash: '' };
const customer: Row = { Age: 40, Country: 'France', Active: false, Woman: false };

const issuesOf = (model: Model, row: Row, changes: Record<string, unknown>) => {
  const answer = whatIf(model, row, changes);
  return 'issues' in answer ? answer.issues.map(({ path, rule }) => `${path} ${rule}`) : [];
};

/** The tiny model with rules on a number. */
function withRules(change: object, linked: string[][] = []): Model {
  const { schema } = TINY_SPEC;
  const features = schema.features.map((feature) =>
    feature.type === 'numeric' ? { ...feature, changeable: true, change } : feature,
  );
  return { ...tiny, spec: { ...TINY_SPEC, schema: { ...schema, features, linked } } };
}

describe('a change', () => {
  test('of what may change is scored, and says what moved the number', () => {
    const answer = whatIf(tiny, customer, { Active: 'Yes' });
    if ('issues' in answer) throw new Error('refused');
    expect(answer.row).toEqual({ ...customer, Active: true });
    expect(answer.probability).toBe(score(tiny, answer.row));
    expect(answer.change.parts).toEqual([
      {
        feature: 'Active',
        from: false,
        to: true,
        points: answer.probability - score(tiny, customer),
      },
    ]);
  });

  test('carries the warning that it is no promise, in the language asked for', () => {
    const answer = whatIf(tiny, customer, { Active: true }, 'de');
    if ('issues' in answer) throw new Error('refused');
    expect(answer.caution.code).toBe('not-causal');
    expect(answer.caution.sentence).toContain('kein Versprechen');
  });

  test('of a locked feature is refused by name, even among allowed ones', () => {
    expect(issuesOf(tiny, customer, { Active: true, Age: 30, Woman: true })).toEqual([
      'Age locked',
      'Woman locked',
    ]);
  });

  test('that sets a locked feature to what it is, is none', () => {
    expect(issuesOf(tiny, customer, { Age: 40, Active: true })).toEqual([]);
  });

  test('to something unknown, or of a feature that is not there, is refused', () => {
    expect(issuesOf(tiny, customer, { Active: null })).toEqual(['Active known']);
    expect(issuesOf(tiny, customer, { Activ: true })).toEqual(['Activ unknown-feature']);
    expect(issuesOf(tiny, customer, { Active: 'perhaps' })).toEqual(['Active a-boolean']);
  });

  test.each([
    [{ step: 5 }, 45, []],
    [{ step: 5 }, 42, ['Age step']],
    [{ step: 0.1 }, 40.3, ['Age an-integer']],
    [{ direction: 'up' }, 41, []],
    [{ direction: 'up' }, 39, ['Age direction']],
    [{ direction: 'down' }, 41, ['Age direction']],
    [{ min: 30 }, 29, ['Age within-change']],
    [{ max: 50 }, 51, ['Age within-change']],
    [{}, 131, ['Age within-limits']],
  ])('of a number under the rule %j to %d is refused as %j', (change, value, expected) => {
    expect(issuesOf(withRules(change), customer, { Age: value })).toEqual(expected);
  });

  test('of one of two linked features is refused, of both it is not', () => {
    const linked = withRules({}, [['Age', 'Active']]);
    expect(issuesOf(linked, customer, { Age: 50 })).toEqual(['Active linked']);
    expect(issuesOf(linked, customer, { Age: 50, Active: true })).toEqual([]);
  });

  test('to a word that is not allowed says which ones are', () => {
    const features = TINY_SPEC.schema.features.map((feature) =>
      feature.type === 'categorical'
        ? { ...feature, changeable: true, change: { to: ['Spain'] } }
        : feature,
    );
    const schema = { ...TINY_SPEC.schema, features };
    const model = { ...tiny, spec: { ...TINY_SPEC, schema } };
    const answer = whatIf(model, customer, { Country: 'Germany' });
    expect(answer).toMatchObject({
      issues: [{ message: 'Country must become one of Spain, however: "Germany"' }],
    });
  });
});

const MODELS = 500;
const RUNS_EACH = 20;

test(`in ${MODELS * RUNS_EACH} random what-ifs no locked feature moves and no rule is broken`, () => {
  let accepted = 0;
  let refused = 0;
  for (let seed = 1; seed <= MODELS; seed++) {
    const model = randomModel(seed);
    const random = seededRandom(seed + 10_000);
    for (let run = 0; run < RUNS_EACH; run++) {
      const row = randomRow(model, random);
      const wished = model.spec.schema.features.filter(() => random() < 0.35);
      const changes = Object.fromEntries(
        wished.map((feature) => [feature.name, randomValue(feature, random)]),
      );
      const answer = whatIf(model, row, changes);
      const expected = brokenRules(model.spec.schema, row, { ...row, ...changes });
      if ('issues' in answer) {
        refused++;
        expect(expected, 'refused without a reason').not.toEqual([]);
      } else {
        accepted++;
        expect(brokenRules(model.spec.schema, row, answer.row)).toEqual([]);
        expect({ ...answer.row }).toEqual({ ...row, ...changes });
      }
    }
  }
  // Neither of them is the empty case.
  expect(Math.min(accepted, refused)).toBeGreaterThan(MODELS);
});

test(`in ${MODELS * RUNS_EACH} random counterfactual runs no locked feature moves and no rule is broken`, () => {
  let found = 0;
  for (let seed = 1; seed <= MODELS; seed++) {
    const model = randomModel(seed, { range: 8 });
    const random = seededRandom(seed + 20_000);
    for (let run = 0; run < RUNS_EACH; run++) {
      const row = randomRow(model, random);
      for (const one of counterfactuals(model, row, { mostChanges: 3 }).found) {
        found++;
        expect(brokenRules(model.spec.schema, row, one.row)).toEqual([]);
        expect(score(model, one.row)).toBe(one.probability);
        expect(one.probability).toBeLessThan(model.spec.threshold);
      }
    }
  }
  expect(found).toBeGreaterThan(MODELS);
});
