import { expect, test } from 'vitest';
import {
  calibrate,
  logit,
  sigmoid,
  wilsonInterval,
  type Calibration,
  type Network,
} from '@churn-card/models';

const hidden = { inputs: 2, units: 2, activation: 'relu' as const };
const output = { inputs: 2, units: 1, activation: 'sigmoid' as const };

/** Worked out by hand: relu([1*x0 + 2*x1, -1*x0 + 0.5*x1 + 1]) . [3, -2] + 0.5 */
const network: Network = {
  inputs: 2,
  layers: [
    { ...hidden, kernel: Float32Array.of(1, -1, 2, 0.5), bias: Float32Array.of(0, 1) },
    { ...output, kernel: Float32Array.of(3, -2), bias: Float32Array.of(0.5) },
  ],
};

test.each([
  ['adds kernel and bias', [1, 1], 3 * 3 - 2 * 0.5 + 0.5],
  ['cuts a negative unit off at zero', [4, 0], 3 * 4 + 0.5],
  ['gives the biases for an input of zeros', [0, 0], -2 + 0.5],
])('a network %s', (_name, inputs, expected) => {
  expect(logit(network, inputs)).toBeCloseTo(expected, 12);
});

test.each([
  ['is one half at zero', 0, 0.5],
  ['does not overflow far below zero', -1000, 0],
  ['does not overflow far above zero', 1000, 1],
  ['is the logistic function', 2, 0.8807970779778823],
])('the sigmoid %s', (_name, x, expected) => {
  expect(sigmoid(x)).toBeCloseTo(expected, 15);
});

const unchanged: Calibration = { method: 'temperature', temperature: 1 };
const curve: Calibration = { method: 'isotonic', logits: [-1, 0, 2], calibrated: [-2, 0, 1] };
test.each([
  ['a logit of zero is even odds', unchanged, 0, 0.5],
  [
    'a temperature of 2 halves the logit',
    { method: 'temperature', temperature: 2 } as const,
    2,
    0.7310585786,
  ],
  ['a bias moves the logit', { method: 'platt', temperature: 1, bias: -2 } as const, 2, 0.5],
  ['a curve passes through its points', curve, -1, 0.119202922],
  ['a curve is straight between them', curve, 1, 0.6224593312],
  ['a curve ends below its first point', curve, -9, 0.119202922],
  ['a curve ends above its last point', curve, 9, 0.7310585786],
  ['a very unlikely customer does not reach 0', unchanged, -1e4, 1e-6],
  ['a very likely customer does not reach 1', unchanged, 1e4, 1 - 1e-6],
])('calibration: %s', (_name, state, raw, probability) => {
  expect(calibrate(state, raw)).toBeCloseTo(probability, 10);
});

test.each([
  // Newcombe 1998, table I, method 3 (score without continuity correction).
  ['81 of 263', 81, 263, 0.2553, 0.3662],
  ['15 of 148', 15, 148, 0.0624, 0.1605],
  ['0 of 20', 0, 20, 0, 0.1611],
  ['1 of 29', 1, 29, 0.0061, 0.1718],
])('the Wilson interval of %s is as published', (_name, left, customers, low, high) => {
  const interval = wilsonInterval(left, customers);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});
