import { expect, test } from 'vitest';
import { minimize } from '../../../trainer/src/baselines/lbfgs.ts';
import {
  chooseL2,
  fitLogisticRegression,
  predictLogistic,
} from '../../../trainer/src/baselines/logistic-regression.ts';
import { createExamples } from '../../../trainer/src/fit/examples.ts';
import { normal, randomStream } from '../../../trainer/src/random.ts';

function draw(seed: number, rows: number, truth: readonly number[]) {
  const random = randomStream(seed, 'sample');
  const inputs = Array.from({ length: rows }, () => Float32Array.from(truth, () => normal(random)));
  const left = inputs.map((row) => {
    const logit = row.reduce((sum, value, index) => sum + value * truth[index], -1);
    return Number(random() < 1 / (1 + Math.exp(-logit)));
  });
  return createExamples(inputs, left);
}

test('a quadratic is solved as its linear equations say', () => {
  // 2x + y = 3 and x + 5y = 6 meet at (1, 1).
  const solution = minimize(
    (point, gradient) => {
      const [x, y] = point;
      gradient[0] = 2 * x + y - 3;
      gradient[1] = x + 5 * y - 6;
      return x * x + x * y + 2.5 * y * y - 3 * x - 6 * y;
    },
    new Float64Array(2),
    1e-8,
  );
  expect(solution[0]).toBeCloseTo(1, 5);
  expect(solution[1]).toBeCloseTo(1, 5);
});

test('without inputs that tell anything, everybody gets the base rate', () => {
  const examples = createExamples(
    Array.from({ length: 10 }, () => Float32Array.of(0)),
    [1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  );
  const [probability] = predictLogistic(fitLogisticRegression(examples, 0.01), examples);
  expect(probability).toBeCloseTo(0.3, 6);
});

test.each([0, 0.01, 1])('at the solution for an L2 of %d the gradient is zero', (l2) => {
  const examples = draw(1, 400, [1, -0.5, 0, 2]);
  const weights = fitLogisticRegression(examples, l2);
  const { inputs, left, width } = examples;
  const errors = predictLogistic(weights, examples).map((value, row) => value - left[row]);
  for (let input = 0; input <= width; input++) {
    const gradient = errors.reduce((sum, error, row) => {
      return sum + error * (input === width ? 1 : inputs[row * width + input]);
    }, 0);
    const pull = input === width ? 0 : l2 * weights[input];
    expect(gradient / left.length + pull).toBeCloseTo(0, 5);
  }
});

test('many customers show the weights they were drawn with', () => {
  const weights = fitLogisticRegression(draw(2, 20_000, [1, -0.5, 0]), 0);
  expect([...weights].map((weight) => Math.round(10 * weight) / 10 + 0)).toEqual([1, -0.5, 0, -1]);
});

test('noise asks for a stronger pull than a clear signal', () => {
  const noise = chooseL2(
    draw(3, 60, new Array<number>(30).fill(0)),
    draw(4, 500, new Array<number>(30).fill(0)),
  );
  const signal = chooseL2(draw(5, 5000, [2, -2]), draw(6, 500, [2, -2]));
  expect(noise).toBeGreaterThan(signal);
});
