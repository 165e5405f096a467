import { mahalanobis, typicalityOf, type Typicality } from '@churn-card/models';
import { expect, test } from 'vitest';

/** Two inputs: the first of variance 4, the second of variance 1, not correlated. */
const plain: Typicality = {
  mean: [10, -1],
  whitening: [0.5, 0, 1],
  distances: [0, 1, 2, 3, 4, 5, 6, 7, 8],
};

test('the distance is the one in standard deviations', () => {
  expect(mahalanobis(plain, [10, -1])).toBe(0);
  expect(mahalanobis(plain, [14, -1])).toBe(2);
  expect(mahalanobis(plain, [16, 3])).toBe(5);
});

test('inputs that go together make their going apart far', () => {
  // Correlation 0.8: the covariance [[1, 0.8], [0.8, 1]] has the factor [[1, 0], [0.8, 0.6]].
  const tied = { mean: [0, 0], whitening: [1, -0.8 / 0.6, 1 / 0.6] };
  const squared = (x: number, y: number) => (x * x - 1.6 * x * y + y * y) / 0.36;
  for (const [x, y] of [
    [1, 1],
    [1, -1],
    [0.3, 2],
  ]) {
    expect(mahalanobis(tied, [x, y]) ** 2).toBeCloseTo(squared(x, y), 12);
  }
});

test.each([
  [10, 1],
  [12, 0.9],
  [16, 0.5],
  [15, 0.625],
  [25, 0.0055],
  [26, 0],
  [1000, 0],
])('an input of %d is as usual as %d', (input, expected) => {
  expect(typicalityOf(plain, [input, -1])).toBeCloseTo(expected, 12);
});
