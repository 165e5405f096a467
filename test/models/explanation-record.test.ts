import {
  describeRecord,
  parseRecord,
  recordExplanation,
  verifyRecord,
  type ExplanationRecord,
  type Model,
} from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { TINY_NETWORK, TINY_SPEC } from '../support/tiny-artifact.ts';

const model: Model = { spec: TINY_SPEC, network: TINY_NETWORK, hash: 'a'.repeat(64) };
const row = { Age: 50, Country: 'France', Active: false, Woman: true };
const about = {
  scoredAt: '2026-11-24T10:00:00.000Z',
  shownOn: '2026-11-24',
  staleDays: null,
  locale: 'en' as const,
};
const recorded = recordExplanation(model, row, about);

const stored = (): ExplanationRecord => parseRecord(JSON.stringify(recorded), 'record.json');

describe('a record', () => {
  test('comes back from its file as it was', () => {
    expect(stored()).toEqual(recorded);
  });

  test('holds as long as the model says the same', () => {
    expect(verifyRecord(model, stored())).toEqual([]);
  });

  test('of a doubtful day says so, and holds later, too', () => {
    const expiring: Model = { ...model, spec: { ...TINY_SPEC, validUntil: '2026-11-23' } };
    const doubted = recordExplanation(expiring, row, { ...about, staleDays: 40 });
    expect(doubted.shown).toBe(false);
    expect(doubted.doubts).toEqual([
      'The data is 40 days old.',
      'The model was meant to be used until November 23, 2026.',
    ]);
    expect(verifyRecord(expiring, doubted)).toEqual([]);
    expect(recordExplanation(expiring, row, { ...about, shownOn: '2026-11-23' }).doubts).toEqual(
      [],
    );
  });

  test('adds up: base and contributions are the probability', () => {
    const sum = recorded.contributions.reduce((total, { points }) => total + points, recorded.base);
    expect(Math.abs(sum - recorded.probability)).toBeLessThan(1e-9);
  });

  test.each<[string, Partial<ExplanationRecord>, string]>([
    ['another probability', { probability: 0.5 }, 'probability'],
    ['another input', { inputs: { ...recorded.inputs, Age: 51 } }, 'probability'],
    ['an input that cannot be', { inputs: { ...recorded.inputs, Age: 500 } }, 'inputs.Age'],
    ['another sentence', { purpose: 'For anything.' }, 'purpose'],
    [
      'fewer reasons',
      { contributions: recorded.contributions.slice(1) },
      'contributions.0.feature',
    ],
    ['another model', { modelHash: 'b'.repeat(64) }, 'modelHash'],
  ])('with %s does not hold, and says where', (_what, change, field) => {
    const found = verifyRecord(model, { ...stored(), ...change });
    expect(found.map((one) => one.field)).toContain(field);
  });

  test.each([
    ['{', 'record.json must be JSON'],
    ['{}', 'recordVersion must be 1'],
    [JSON.stringify({ ...recorded, more: 1 }), 'more must be absent'],
    [JSON.stringify({ ...recorded, probability: 1.7 }), 'probability must be a number from 0 to 1'],
  ])('that is none is refused: %s', (content, message) => {
    expect(() => parseRecord(content, 'record.json')).toThrow(message);
  });
});

test('a record is read in plain language', () => {
  const [first, second, third, ...rest] = describeRecord(recorded);
  expect(first).toBe('Model tiny 1 (aaaaaaaaaaaa), scored 2026-11-24T10:00:00.000Z');
  expect(second).toMatch(/^\d+%: has the profile of customers who left$/);
  expect(third).toMatch(/^An average customer: \d+%\./);
  expect(rest.at(-1)).toBe(TINY_PURPOSE);
  expect(rest.some((line) => /[+-]\d+\.\d {2}Age 50 \(/.test(line))).toBe(true);
});

const TINY_PURPOSE =
  'For retention contact only, not for decisions on credit, price or eligibility.';

test('a record of a number that was not shown says so', () => {
  const unknown = { Age: null, Country: null, Active: true, Woman: true };
  const silent = recordExplanation(model, unknown, about);
  expect(silent.shown).toBe(false);
  expect(describeRecord(silent)[1]).toMatch(/^Not enough information: no number was shown/);
  expect(describeRecord(silent)).toContain(
    'In doubt: Country: not known, the usual value was assumed.',
  );
});
