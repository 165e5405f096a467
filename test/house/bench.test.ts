import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measure, type Bench, type Missing } from '../bench/bench.ts';
import { runRace, type Race } from '../bench/race.ts';

const NAMES = readdirSync('test/bench')
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.ts'.length));

test.each(NAMES)(
  '%s still runs',
  async (name) => {
    const { bench, race } = (await import(`../bench/${name}.ts`)) as {
      bench?: () => Promise<Bench | Missing>;
      race?: () => Promise<Race>;
    };
    const made = await bench?.();
    const contenders = made && 'contenders' in made ? made.contenders : [];
    for (const { run } of contenders) expect(run()).toBeDefined();
    const opened = await race?.();
    if (opened) expect(await opened.racers[0].lap()).toBeGreaterThan(0);
    for (const { end } of opened?.racers ?? []) end?.();
  },
  60_000,
);

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

test('a race warms up, takes turns, and ends every racer', async () => {
  const seen: string[] = [];
  const racer = (name: string, ms: number) => ({
    name,
    lap: async () => {
      seen.push(name);
      return seen.length <= 2 ? 1000 : ms;
    },
    end: () => seen.push(`${name} ends`),
  });
  const [ours, theirs] = await runRace(
    { title: 'two', racers: [racer('a', 10), racer('b', 30)] },
    2,
  );
  expect(seen).toEqual(['a', 'b', 'a', 'b', 'a', 'b', 'a ends', 'b ends']);
  expect(ours.ms).toBe(10);
  expect(theirs).toEqual({ name: 'b', ms: 30, ratio: 3 });
});
