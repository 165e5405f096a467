import { calibrate, sigmoid } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { describeCalibrationChoice } from '../../../trainer/src/report/calibration-words.ts';
import { chooseCalibration } from '../../../trainer/src/fit/choose-calibration.ts';
import { normal, randomStream } from '../../../trainer/src/random.ts';

function draw(customers: number, curve: (logit: number) => number) {
  const random = randomStream(17, 'sample');
  const logits = Array.from({ length: customers }, () => 1.5 * normal(random) - 1);
  const left = logits.map((logit) => (random() < curve(logit) ? 1 : 0));
  return { logits, left };
}

const choose = (curve: (logit: number) => number, customers = 8000) => {
  const { logits, left } = draw(customers, curve);
  return chooseCalibration(logits, left, Infinity, 'auto', 1);
};

describe('the method is chosen on customers held back', () => {
  test.each([
    ['the network is right by itself', sigmoid, 'temperature'],
    ['it is too sure of itself', (logit: number) => sigmoid(logit / 2), 'temperature'],
    ['its base rate is another', (logit: number) => sigmoid(logit - 1.2), 'platt'],
    ['rates level off', (logit: number) => 0.05 + 0.4 * sigmoid(4 * logit), 'isotonic'],
  ])('where %s', (_name, curve, method) => {
    const { calibration, choice } = choose(curve);
    expect(calibration.method).toBe(method);
    expect(choice.method).toBe(method);
  });

  test('the figures are those of customers whom each method was not fitted on', () => {
    const { logits, left } = draw(2000, sigmoid);
    const { calibration, choice } = chooseCalibration(logits, left, Infinity, 'auto', 1);
    const isotonic = chooseCalibration(logits, left, Infinity, 'isotonic', 1).calibration;
    const own = logits.reduce((sum, logit, row) => {
      const probability = calibrate(isotonic, logit);
      return sum - Math.log(left[row] === 1 ? probability : 1 - probability) / logits.length;
    }, 0);
    const [temperature, , other] = choice.candidates;
    // On its own customers the closest fit looks best; on others it does not.
    expect(own).toBeLessThan(temperature.logLoss);
    expect(other.logLoss).toBeGreaterThan(own);
    expect(calibration.method).toBe('temperature');
  });

  test('the smallest log-loss is the measure of the others', () => {
    const { candidates } = choose(sigmoid).choice;
    const best = Math.min(...candidates.map(({ logLoss }) => logLoss));
    for (const { logLoss, worse } of candidates) expect(worse).toBeCloseTo(logLoss - best, 15);
    expect(candidates.map(({ method }) => method)).toEqual(['temperature', 'platt', 'isotonic']);
  });

  test('few customers choose among the methods that can be fitted to them', () => {
    const { choice } = choose(sigmoid, 60);
    expect(choice.candidates.map(({ method }) => method)).toEqual(['temperature', 'platt']);
  });

  test('a configuration may name the method, and it is Platt scaling where it cannot be fitted', () => {
    const { logits, left } = draw(60, sigmoid);
    const named = chooseCalibration(logits, left, Infinity, 'platt', 1);
    expect(named.choice).toEqual({ method: 'platt', customers: 60, candidates: [] });
    expect(chooseCalibration(logits, left, Infinity, 'isotonic', 1).calibration).toEqual(
      named.calibration,
    );
  });

  test('the choice in words gives every figure', () => {
    const words = describeCalibrationChoice(choose((logit) => sigmoid(logit - 1.2)).choice);
    expect(words).toMatch(
      /^It is fitted to 8000 customers, .*\. Of the methods .* \(temperature scaling 0\.\d{4}, Platt scaling 0\.\d{4}, isotonic regression 0\.\d{4}\)\.$/,
    );
  });
});
