import fc from 'fast-check';
import { expect, test } from 'vitest';
import { configSchema } from '../../../trainer/src/config/config-schema.ts';
import { randomStream } from '../../../trainer/src/random.ts';
import {
  alterSetting,
  areSame,
  describeSetting,
  drawSetting,
  settingOf,
} from '../../../trainer/src/tune/setting.ts';

const network = configSchema.shape.network.parse({});
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

test('every setting that is drawn may stand in a configuration, as it is', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const setting = drawSetting(randomStream(seed, 'trials'));
      const drawn = { ...network, ...setting };
      expect(configSchema.shape.network.parse(drawn)).toEqual(drawn);
      expect(settingOf(drawn)).toEqual(setting);
    }),
  );
});

test('a neighbor may, too, and differs in at most two things', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const before = settingOf(network);
      const after = alterSetting(before, randomStream(seed, 'trials'));
      const altered = { ...network, ...after };
      expect(configSchema.shape.network.parse(altered)).toEqual(altered);
      const keys = Object.keys(before) as (keyof typeof before)[];
      const changed = keys.filter((key) => String(before[key]) !== String(after[key]));
      expect(changed.length).toBeLessThanOrEqual(2);
    }),
  );
});

test('rates are drawn by their logarithm: as many below the middle of it as above', () => {
  const random = randomStream(1, 'trials');
  const drawn = Array.from({ length: 2000 }, () => drawSetting(random));
  const low = drawn.filter(({ weightDecay }) => weightDecay < Math.sqrt(0.003 * 3)).length;
  expect(low / drawn.length).toBeCloseTo(0.5, 1);
});

test('two settings are the same where all that is searched over is', () => {
  expect(areSame(settingOf(network), { ...network })).toBe(true);
  expect(areSame(settingOf(network), { ...network, dropout: 0.35 })).toBe(false);
});

test('a setting in words names everything that is searched over', () => {
  expect(describeSetting({ ...network, hidden: [64, 32] })).toBe(
    '64-32 piecewise, dropout 0.3, weight decay 0.3, learning rate 0.003, batches of 128',
  );
});
