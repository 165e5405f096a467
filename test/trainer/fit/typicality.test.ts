import { mahalanobis, TYPICALITY_SHARES, typicalityOf } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { fitTypicality } from '../../../trainer/src/fit/typicality.ts';
import { normal, randomStream } from '../../../trainer/src/random.ts';

/** Two inputs that go together, and one of two levels. */
function draw(count: number, seed: number): Float32Array[] {
  const random = randomStream(seed, 'sample');
  return Array.from({ length: count }, () => {
    const [x, y] = [normal(random), normal(random)];
    const level = Number(random() < 0.3);
    return Float32Array.of(5 + 2 * x, 10 * x + y, level, 1 - level);
  });
}

const fitted = fitTypicality(draw(4000, 1), draw(4000, 2));
if (!fitted) throw new Error('nothing was fitted');

describe('typicality', () => {
  test('has the distance of its definition: centered, through the inverse covariance', () => {
    const rows = draw(4000, 1);
    // The first two inputs alone, whose covariance can be turned round by hand.
    const pairs = rows.map(([x, y]) => Float32Array.of(x, y));
    const typicality = fitTypicality(pairs, pairs);
    const mean = [0, 1].map((at) => pairs.reduce((sum, row) => sum + row[at], 0) / pairs.length);
    const [a, b, d] = [
      [0, 0],
      [0, 1],
      [1, 1],
    ].map(
      ([i, j]) =>
        pairs.reduce((sum, row) => sum + (row[i] - mean[i]) * (row[j] - mean[j]), 0) /
          pairs.length +
        (i === j ? 1e-4 : 0),
    );
    for (const [x, y] of pairs.slice(0, 50)) {
      const [u, v] = [x - mean[0], y - mean[1]];
      const squared = (d * u * u - 2 * b * u * v + a * v * v) / (a * d - b * b);
      const distance = typicality ? mahalanobis(typicality, [x, y]) : NaN;
      expect(distance).toBeCloseTo(Math.sqrt(squared), 4);
    }
  });

  test('says of fresh customers about the share that are at least as unusual', () => {
    const shares = draw(4000, 3).map((row) => typicalityOf(fitted, row));
    for (const share of [0.1, 0.5, 0.9]) {
      const below = shares.filter((one) => one <= share).length / shares.length;
      expect(Math.abs(below - share)).toBeLessThan(0.03);
    }
  });

  test('knows a combination that nobody has, though each value is ordinary', () => {
    expect(typicalityOf(fitted, [5, 0, 0, 1])).toBeGreaterThan(0.5);
    expect(typicalityOf(fitted, [7, -10, 0, 1])).toBe(0);
    expect(typicalityOf(fitted, [5, 0, 1, 1])).toBe(0);
  });

  test('has rising distances, one for each share', () => {
    expect(fitted.distances).toHaveLength(TYPICALITY_SHARES.length);
    expect(fitted.distances).toEqual(fitted.distances.toSorted((a, b) => a - b));
  });

  test('is not told where everybody is the same, or there are too many inputs', () => {
    const same = Array.from({ length: 50 }, () => Float32Array.of(1, 2));
    expect(fitTypicality(same, same)).toBeNull();
    const wide = draw(3, 1).map(() => new Float32Array(513));
    expect(fitTypicality(wide, wide)).toBeNull();
  });
});
