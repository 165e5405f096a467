import { describe, expect, test } from 'vitest';
import { createExamples } from '../../../trainer/src/fit/examples.ts';
import { fitPiecewise } from '../../../trainer/src/fit/piecewise.ts';

/** A view fitted to one column of these values. */
const viewOf = (...values: number[]) => {
  const rows = values.map((value) => Float32Array.of(value));
  const view = fitPiecewise(
    createExamples(
      rows,
      values.map(() => 0),
    ),
  );
  return (value: number) => [...view(Float32Array.of(value))];
};

describe('a number becomes pieces', () => {
  const view = viewOf(0, 1, 3, 4);

  test.each([
    ['at the start, none has begun', 0, [0, 0, 0]],
    ['halfway through the first', 0.5, [0.5, 0, 0]],
    ['a quarter into the second, which is two wide', 1.5, [1, 0.25, 0]],
    ['at the end, all are full', 4, [1, 1, 1]],
    ['below the training part, as at its start', -7, [0, 0, 0]],
    ['above it, as at its end', 9, [1, 1, 1]],
  ])('%s', (_name, value, pieces) => {
    expect(view(value)).toEqual(pieces);
  });

  test('many values are cut at quantiles, into eight', () => {
    const many = viewOf(...Array.from({ length: 801 }, (_, index) => index));
    expect(many(100)).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
    expect(many(450)).toEqual([1, 1, 1, 1, 0.5, 0, 0, 0]);
  });

  test('a value that most customers share is one end of a piece, not a piece without width', () => {
    const balances = viewOf(
      ...Array.from({ length: 90 }, () => 0),
      ...Array.from({ length: 60 }, (_, index) => 1 + index),
    );
    for (const value of [0, 0.5, 30, 60]) {
      for (const piece of balances(value)) expect(Number.isFinite(piece)).toBe(true);
    }
  });
});

test('yes and no stay one input', () => {
  const view = viewOf(0, 1, 1, 0);
  expect([view(0), view(1)]).toEqual([[0], [1]]);
});

test('columns keep their order', () => {
  const rows = [0, 1, 2, 3].map((value) => Float32Array.of(value % 2, value, 1));
  const view = fitPiecewise(createExamples(rows, [0, 0, 0, 0]));
  expect([...view(Float32Array.of(1, 1.5, 1))]).toEqual([1, 1, 0.5, 0, 1]);
});
