import {
  describeDoubt,
  doubtsOfTime,
  isEnough,
  predict,
  TYPICALITY_SHARES,
  type Doubt,
  type Model,
  type ModelSpec,
} from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { TINY_NETWORK, TINY_SPEC } from '../support/tiny-artifact.ts';

/** Eight inputs around 0, of which nobody was farther than 5 from the middle. */
const spec: ModelSpec = {
  ...TINY_SPEC,
  validUntil: '2027-05-31',
  typicality: {
    mean: Array.from({ length: 8 }, () => 0),
    whitening: Array.from({ length: 36 }, (_, place) =>
      [0, 2, 5, 9, 14, 20, 27, 35].includes(place) ? 1 : 0,
    ),
    distances: TYPICALITY_SHARES.map((_, index) => 1 + index / 2),
  },
};
const model: Model = { spec, network: TINY_NETWORK, hash: '' };

const codes = (doubts: readonly Doubt[]) =>
  doubts.map(({ code, feature }) => (feature === null ? code : `${code} ${feature}`));

describe('a score', () => {
  test('of an ordinary customer is in no doubt', () => {
    const row = { Age: 40, Country: 'France', Active: true, Woman: false };
    expect(predict(model, row)).toMatchObject({ doubts: [], enough: true });
  });

  test('names what is missing, outside the range, and never seen', () => {
    const row = { Age: 17, Country: 'Italy', Active: null, Woman: false };
    expect(codes(predict(model, row).doubts)).toEqual([
      'outside-training-range Age',
      'unseen-value Country',
      'missing Active',
    ]);
  });

  test('of a combination unlike any customer is doubted as a whole', () => {
    // 92 years are 5.3 deviations in the encoded age.
    const row = { Age: 92, Country: 'France', Active: true, Woman: true };
    expect(codes(predict(model, row).doubts)).toEqual(['unlike-training']);
  });

  test('is doubted once the model is past its day, and not on it', () => {
    expect(codes(doubtsOfTime(spec, '2027-05-31', null))).toEqual([]);
    expect(codes(doubtsOfTime(spec, '2027-06-01', null))).toEqual(['model-expired']);
    expect(codes(doubtsOfTime({ validUntil: null }, '2999-01-01', null))).toEqual([]);
  });

  test('is doubted where its inputs are stale', () => {
    const [doubt, ...others] = doubtsOfTime(spec, '2026-01-01', 45);
    expect([codes([doubt]), others]).toEqual([['stale'], []]);
    expect(describeDoubt(spec, doubt, 'en')).toBe('The data is 45 days old.');
  });
});

describe('not enough information', () => {
  const about = (feature: string | null): Doubt => ({ code: 'missing', feature, value: null });

  test('is where fewer inputs than needed are known and undoubted', () => {
    // Three of four are needed.
    expect(isEnough(spec, [about('Age')])).toBe(true);
    expect(isEnough(spec, [about('Age'), about('Country')])).toBe(false);
  });

  test('is where two doubts are about the whole customer', () => {
    expect(isEnough(spec, [about(null)])).toBe(true);
    expect(isEnough(spec, [about(null), about(null)])).toBe(false);
  });
});

describe('a doubt about the whole customer in words', () => {
  const say = (code: Doubt['code'], locale: 'en' | 'de') =>
    describeDoubt(spec, { code, feature: null, value: null }, locale);

  test('in English', () => {
    expect(say('unlike-training', 'en')).toBe('Hardly any past customer combines these values.');
    expect(say('model-expired', 'en')).toBe('The model was meant to be used until May 31, 2027.');
  });

  test('in German', () => {
    expect(say('unlike-training', 'de')).toBe('Kaum ein früherer Kunde verbindet diese Werte.');
    expect(say('model-expired', 'de')).toBe('Das Modell war bis 31. Mai 2027 vorgesehen.');
  });
});
