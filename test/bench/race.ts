import { median, type Timing } from './bench.ts';

/** Contenders that measure themselves: other programs, or work that has to be waited for. */
export interface Race {
  readonly title: string;
  /** The first one is ours. */
  readonly racers: readonly [Racer, ...Racer[]];
  /** Who could not take part, and what that needs. */
  readonly missing?: string;
}

export interface Racer {
  readonly name: string;
  /** @returns milliseconds */
  readonly lap: () => Promise<number>;
  readonly end?: () => void;
}

/** Takes turns, as `measure` does; a first lap warms up. */
export async function runRace({ racers }: Race, rounds: number): Promise<Timing[]> {
  const laps: number[][] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      const times: number[] = [];
      for (const { lap } of racers) times.push(await lap());
      if (round > 0) laps.push(times);
    }
  } finally {
    for (const { end } of racers) end?.();
  }
  return racers.map(({ name }, index) => ({
    name,
    ms: median(laps.map((times) => times[index])),
    ratio: median(laps.map((times) => times[index] / times[0])),
  }));
}
