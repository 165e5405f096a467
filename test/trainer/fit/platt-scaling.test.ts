import { calibrate } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { fitPlatt, fitTemperature } from '../../../trainer/src/fit/platt-scaling.ts';
import { normal, randomStream } from '../../../trainer/src/random.ts';

/** Logits, and outcomes drawn from what they mean under a known temperature and bias. */
function draw(customers: number, temperature: number, bias: number) {
  const random = randomStream(11, 'sample');
  const logits = Array.from({ length: customers }, () => 2 * normal(random));
  const left = logits.map((logit) =>
    random() < calibrate({ method: 'platt', temperature, bias }, logit) ? 1 : 0,
  );
  return { logits, left };
}

test.each([
  ['a network that is right is left alone', 1, 0],
  ['one that is too sure is made less so', 2.5, 0],
  ['one that is not sure enough is made more so', 0.5, 0],
  ['one trained on balanced classes gets its base rate back', 1, -1.4],
  ['both at once', 1.7, 0.8],
])('%s', (_name, temperature, bias) => {
  const { logits, left } = draw(40_000, temperature, bias);
  const fitted = fitPlatt(logits, left);
  expect(fitted.temperature / temperature).toBeCloseTo(1, 1);
  expect(fitted.bias).toBeCloseTo(bias, 1);
});

test('at the optimum the mean probability is the share who left', () => {
  const { logits, left } = draw(500, 1.3, -0.6);
  const fitted = fitPlatt(logits, left);
  const mean = logits.reduce((sum, logit) => sum + calibrate(fitted, logit), 0) / logits.length;
  const share = left.reduce<number>((sum, one) => sum + one, 0) / left.length;
  expect(mean).toBeCloseTo(share, 5);
});

test('temperature scaling finds the temperature, and has no bias', () => {
  const { logits, left } = draw(40_000, 1.8, 0);
  const fitted = fitTemperature(logits, left);
  expect(fitted).toEqual({ method: 'temperature', temperature: fitted.temperature });
  expect(fitted.temperature / 1.8).toBeCloseTo(1, 1);
});

test('no other temperature has a smaller log-loss', () => {
  const { logits, left } = draw(500, 1.3, 0.4);
  const lossAt = (temperature: number) =>
    logits.reduce((sum, value, row) => {
      const probability = calibrate({ method: 'temperature', temperature }, value);
      return sum - Math.log(left[row] === 1 ? probability : 1 - probability);
    }, 0);
  const { temperature } = fitTemperature(logits, left);
  expect(lossAt(temperature)).toBeLessThan(lossAt(temperature * 1.001));
  expect(lossAt(temperature)).toBeLessThan(lossAt(temperature / 1.001));
});

describe('a prior around what the network says by itself', () => {
  test('decides where few customers say otherwise, and not where many do', () => {
    const few = draw(100, 2, -0.5);
    const many = draw(200_000, 2, -0.5);
    const pulled = fitPlatt(few.logits, few.left, 0.05);
    expect(Math.abs(pulled.bias)).toBeLessThan(0.15);
    const free = fitPlatt(many.logits, many.left, 0.05);
    expect(free.bias).toBeCloseTo(-0.5, 1);
    expect(free.temperature).toBeCloseTo(2, 1);
  });

  test('is no prior where the spread is infinite', () => {
    const { logits, left } = draw(100, 2, -0.5);
    expect(fitPlatt(logits, left, 1e9)).toEqual(fitPlatt(logits, left));
  });
});

describe('hopeless logits still give a state that a model may hold', () => {
  test.each([
    ['they know nothing', [0, 0, 0, 0], [0, 1, 0, 1]],
    ['they are all wrong', [3, 2, -2, -3], [0, 0, 1, 1]],
    ['they part the two kinds without a mistake', [-3, -2, 2, 3], [0, 0, 1, 1]],
    ['nobody left', [1, 2, 3], [0, 0, 0]],
    ['they are enormous', [1e6, -1e6, 5e5], [1, 0, 1]],
  ])('%s', (_name, logits, left) => {
    const { temperature, bias } = fitPlatt(logits, left);
    expect(temperature).toBeGreaterThanOrEqual(1e-3);
    expect(temperature).toBeLessThanOrEqual(1e3);
    expect(Math.abs(bias)).toBeLessThanOrEqual(50);
  });
});
