import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measure, type Bench } from '../bench/bench.ts';

const NAMES = readdirSync('test/bench')
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.ts'.length));

test.each(NAMES)('%s still runs', async (name) => {
  const { bench } = (await import(`../bench/${name}.ts`)) as { bench: () => Promise<Bench> };
  for (const { run } of (await bench()).contenders) expect(run()).toBeDefined();
});

test('a ratio tells how many times as long as the first one, whatever the machine does', () => {
  let ms = 0;
  let slowness = 1;
  const takes = (milliseconds: number) => () => (ms += milliseconds * slowness);
  const getsSlower = () => {
    slowness *= 1.01;
    return ms;
  };
  const [ours, theirs] = measure(
    {
      title: 'on a machine that slows down',
      contenders: [
        { name: 'ours', run: takes(30) },
        { name: 'theirs', run: takes(90) },
      ],
    },
    5,
    getsSlower,
  );
  expect(ours).toMatchObject({ name: 'ours', ratio: 1 });
  expect(theirs.ratio).toBeCloseTo(3, 0);
  expect(theirs.ms).toBeGreaterThan(ours.ms);
});
