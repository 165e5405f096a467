import { expect, test } from 'vitest';
import { train } from '../../../trainer/src/index.ts';
import { smallBank, smallConfig } from '../small-bank.ts';

test(
  'class weights, over-sampling and focal loss are compared on customers outside the test part',
  { timeout: 60_000 },
  async () => {
    const { report } = await train({
      table: smallBank(),
      config: smallConfig(),
      backend: 'wasm',
      compareImbalance: true,
    });
    const { imbalance, split } = report;
    expect(imbalance?.customers).toBe(split.train + split.validation + split.calibration);
    expect(imbalance?.figures.map(({ choice }) => choice)).toEqual([
      'none',
      'class-weight',
      'over-sampling',
      'focal',
    ]);
    const [none, ...others] = imbalance?.figures ?? [];
    expect(none.difference).toBeNull();
    for (const { difference, ece, logLoss } of others) {
      expect(difference?.rocAuc.low).toBeLessThanOrEqual(difference?.rocAuc.high ?? -1);
      // Calibrated, each comes near the rate of the table whatever it was trained on.
      expect(ece).toBeLessThan(0.15);
      expect(logLoss).toBeLessThan(0.6);
    }
    expect(imbalance?.words).toMatch(/\.$/);
  },
);
