import { seededRandom } from '../../../models/src/random.ts';

/** Randomised tests print their seed and take it back: `SEED=7 npx vitest run ...` */
export function testSeed(): number {
  const seed = Number(process.env.SEED) || Math.floor(Math.random() * 2 ** 31);
  console.log(`SEED=${seed}`);
  return seed;
}

/** @returns draws for tests, the same for the same seed */
export function draws(seed: number) {
  const random = seededRandom(seed);
  return {
    random,
    integer: (below: number): number => Math.floor(random() * below),
    pick: <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)],
  };
}
