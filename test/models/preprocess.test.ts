import { describe, expect, test } from 'vitest';
import { featureInputs, preprocess, type Preprocess, type Row } from '@churn-card/models';
import { TINY_SPEC } from '../support/tiny-artifact.ts';

const state = TINY_SPEC.preprocess;
const customer: Row = { Age: 49, Country: 'Germany', Active: true, Woman: false };

//                                                 age  missing | France Germany Spain other | active | woman
test.each<[string, Partial<Row>, number[]]>([
  ['standardizes numbers and opens one-hot inputs', {}, [1, 0, 0, 1, 0, 0, 1, 0]],
  ['puts the median and a sign for a missing number', { Age: null }, [-0.2, 1, 0, 1, 0, 0, 1, 0]],
  ['moves a number beyond the training range to its end', { Age: 130 }, [5.3, 0, 0, 1, 0, 0, 1, 0]],
  ['gives an unseen category the input for others', { Country: 'Italy' }, [1, 0, 0, 0, 0, 1, 1, 0]],
  ['gives a missing category the fallback', { Country: null }, [1, 0, 1, 0, 0, 0, 1, 0]],
  ['gives a missing boolean the fallback', { Active: null }, [1, 0, 0, 1, 0, 0, 1, 0]],
  ['writes false as zero', { Active: false, Woman: true }, [1, 0, 0, 1, 0, 0, 0, 1]],
])('preprocessing %s', (_name, change, expected) => {
  const inputs = preprocess(state, { ...customer, ...change } as Row);
  expect([...inputs]).toEqual([...Float32Array.from(expected)]);
});

test('an unseen category becomes the fallback where there is no input for others', () => {
  const encoders = state.encoders.map((encoder) =>
    encoder.type === 'one-hot' ? { ...encoder, other: false, missing: true } : encoder,
  );
  const italy = preprocess({ encoders }, { ...customer, Country: 'Italy' });
  const missing = preprocess({ encoders }, { ...customer, Country: null });
  expect([...italy.subarray(2, 6)]).toEqual([1, 0, 0, 0]);
  expect([...missing.subarray(2, 6)]).toEqual([0, 0, 0, 1]);
});

test('the inputs of the features follow each other without gaps', () => {
  expect(featureInputs(state)).toEqual([
    { feature: 'Age', start: 0, width: 2 },
    { feature: 'Country', start: 2, width: 4 },
    { feature: 'Active', start: 6, width: 1 },
    { feature: 'Woman', start: 7, width: 1 },
  ]);
});

describe('a number in pieces', () => {
  const pieces: Preprocess = {
    encoders: [
      { type: 'piecewise', feature: 'Age', median: 3, knots: [0, 1, 3, 4], missingIndicator: true },
    ],
  };

  test.each<[string, number | null, number[]]>([
    ['at the start, none has begun', 0, [0, 0, 0, 0]],
    ['halfway through the first', 0.5, [0.5, 0, 0, 0]],
    ['a quarter into the second, which is two wide', 1.5, [1, 0.25, 0, 0]],
    ['at the end, all are full', 4, [1, 1, 1, 0]],
    ['below the first knot, as at its start', -7, [0, 0, 0, 0]],
    ['above the last one, as at its end', 9, [1, 1, 1, 0]],
    ['a missing one is the median, and says so', null, [1, 1, 0, 1]],
  ])('%s', (_name, value, expected) => {
    expect([...preprocess(pieces, { Age: value })]).toEqual(expected);
  });

  test('belongs to one feature', () => {
    expect(featureInputs(pieces)).toEqual([{ feature: 'Age', start: 0, width: 4 }]);
  });
});
