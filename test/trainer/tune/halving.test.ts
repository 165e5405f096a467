import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTrial, rankAll, RUNGS } from '../../../trainer/src/tune/halving.ts';

/** Measures what is asked for until nothing is, with a loss for each trial that never varies. */
function search(losses: readonly number[]): number[][] {
  const trials: number[][] = [];
  for (;;) {
    const trial = nextTrial(trials, trials.length < losses.length);
    if (trial === null) return trials;
    (trials[trial] ??= []).push(losses[trial]);
  }
}

describe('successive halving', () => {
  test('starts with one hold-out, and measures a new setting where none is worth more', () => {
    expect(nextTrial([], true)).toBe(0);
    expect(nextTrial([[0.4]], true)).toBe(1);
    expect(nextTrial([[0.4], [0.3]], true)).toBe(2);
  });

  test('the best of three goes on to three hold-outs, and what is halfway is finished first', () => {
    expect(nextTrial([[0.4], [0.3], [0.5]], true)).toBe(1);
    expect(nextTrial([[0.4], [0.3, 0.3], [0.5]], true)).toBe(1);
    expect(nextTrial([[0.4], [0.3, 0.3, 0.3], [0.5]], true)).toBe(3);
  });

  test('ends where the budget has no room for a new one and nobody deserves more', () => {
    expect(nextTrial([[0.4], [0.3]], false)).toBe(null);
    expect(nextTrial([[0.4], [0.3], [0.5]], false)).toBe(1);
  });

  test('a trial that does badly on more hold-outs does not go further', () => {
    const trials = [[0.4, 0.4, 0.4], [0.3, 0.9, 0.9], [0.5, 0.2, 0.2], ...fill(6, [0.6])];
    expect(nextTrial(trials, true)).toBe(2);
    expect(rankAll(trials).slice(0, 3)).toEqual([2, 0, 1]);
  });

  test('the best of all is measured on every hold-out, and few others are', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 9, maxLength: 60 }),
        (losses) => {
          const trials = search(losses);
          const best = losses.indexOf(Math.min(...losses));
          expect(trials[best]).toHaveLength(9);
          expect(rankAll(trials)[0]).toBe(best);
          const steps = trials.reduce((sum, { length }) => sum + length, 0);
          // At worst each one is the best so far and goes on at once; it is never all of them.
          expect(steps).toBeLessThan(9 * losses.length);
          for (const { length } of trials) expect(RUNGS).toContain(length);
        },
      ),
    );
  });
});

function fill<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}
