import { expect, test } from 'vitest';
import { confusionAt } from '../../../trainer/src/metrics/confusion.ts';
import { countScores } from '../../../trainer/src/metrics/score-counts.ts';
import { randomStream } from '../../../trainer/src/random.ts';

test('give the table of every threshold between two bins', () => {
  const random = randomStream(1, 'sample');
  const probabilities = Array.from({ length: 500 }, () => random());
  const left = probabilities.map((probability) => Number(random() < probability));
  const counts = countScores(probabilities, left);
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
  for (const bin of [0, 1, 80, 137, 199]) {
    const { truePositives, falsePositives } = confusionAt(bin / 200, probabilities, left);
    expect(sum(counts.left.slice(bin))).toBe(truePositives);
    expect(sum(counts.stayed.slice(bin))).toBe(falsePositives);
  }
});

test('have a place for a probability of one', () => {
  expect(countScores([1], [1]).left[199]).toBe(1);
});
