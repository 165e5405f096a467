import { expect, test } from 'vitest';
import { describeSplit } from '../../../trainer/src/report/split-words.ts';

const split = { train: 6400, validation: 800, calibration: 800, test: 2000 };
const large = { train: 4_400_000, validation: 200_000, calibration: 200_000, test: 200_000 };

test('one network learned from the training part', () => {
  expect(describeSplit({ split, training: [[]] })).toBe(
    '6,400 to learn from, 800 to know when to stop, 800 to turn scores into frequencies, and 2,000 to measure on',
  );
});

test('several networks learned from all but the test part', () => {
  expect(describeSplit({ split, training: [[], []] })).toBe(
    '8,000 to learn from, each judged for the calibration by networks that had not seen that customer, and 2,000 to measure on',
  );
});

test('of a large table it says how many a network took', () => {
  expect(describeSplit({ split: large, training: [[]] })).toContain(
    '4,400,000 to learn from, of whom a network took 200,000 at most, ',
  );
  expect(describeSplit({ split: large, training: [[], []] })).toContain(
    '4,800,000 to learn from, of whom a network took 60,000 at most, ',
  );
});
