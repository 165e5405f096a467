import { describe, expect, test } from 'vitest';
import {
  logLossGradient,
  meanLogLoss,
  type ClassWeights,
} from '../../../trainer/src/fit/log-loss.ts';

const LOGITS = [-3, -0.4, 0, 0.7, 2.5, 1];
const LEFT = [0, 1, 1, 0, 1, 0.3];
const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));

const CASES: [string, ClassWeights][] = [
  ['as they are', { left: 1, stayed: 1 }],
  ['weighted by class', { left: 2, stayed: 0.6 }],
  ['focal', { left: 1, stayed: 1, focusing: 2 }],
  ['focal with weights', { left: 2, stayed: 0.6, focusing: 0.5 }],
];

describe.each(CASES)('the loss of customers %s', (_name, weights) => {
  test('is what its paper says', () => {
    const { left, stayed, focusing = 0 } = weights;
    const losses = LOGITS.map((logit, row) => {
      const p = sigmoid(logit);
      const ofLeft = -left * (1 - p) ** focusing * Math.log(p);
      const ofStayed = -stayed * p ** focusing * Math.log(1 - p);
      return LEFT[row] * ofLeft + (1 - LEFT[row]) * ofStayed;
    });
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    expect(meanLogLoss(LOGITS, LEFT, weights)).toBeCloseTo(mean, 12);
  });

  test('has the gradient that small differences give', () => {
    const gradient = logLossGradient(LOGITS, LEFT, weights);
    LOGITS.forEach((logit, row) => {
      const at = (moved: number) => meanLogLoss(LOGITS.with(row, moved), LEFT, weights);
      expect(gradient[row]).toBeCloseTo((at(logit + 1e-5) - at(logit - 1e-5)) / 2e-5, 6);
    });
  });
});

test('a very sure network neither overflows nor takes the logarithm of 0', () => {
  for (const focusing of [0, 2]) {
    const weights = { left: 1, stayed: 1, focusing };
    expect(meanLogLoss([800, -800], [0, 1], weights)).toBeCloseTo(800, 6);
    expect([...logLossGradient([800, -800], [0, 1], weights)]).toEqual([0.5, -0.5]);
  }
});
