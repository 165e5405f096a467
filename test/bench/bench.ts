/** Ways to the same result, to be compared in speed. The first one is ours. */
export interface Bench {
  readonly title: string;
  readonly contenders: readonly [Contender, ...Contender[]];
}

/** What a bench needs that is not here. */
export interface Missing {
  readonly missing: string;
}

export interface Contender {
  readonly name: string;
  /** Returns its result, so that no engine can leave the work out. */
  readonly run: () => unknown;
}

export interface Timing {
  readonly name: string;
  /** Milliseconds of one run, the median over the rounds. */
  readonly ms: number;
  /** How many times as long as the first contender: the median of each round's own ratio. */
  readonly ratio: number;
}

/** Milliseconds since any point in time. */
export type Clock = () => number;

/**
 * Takes turns, so that a machine that slows down slows everybody: a ratio says something about the
 * code where a time says something about the day.
 */
export function measure({ contenders }: Bench, rounds: number, now: Clock): Timing[] {
  const repeats = contenders.map(({ run }) => repeatsFor(run, now));
  const times = Array.from({ length: rounds }, () =>
    contenders.map(({ run }, index) => msOf(run, repeats[index], now)),
  );
  return contenders.map(({ name }, index) => ({
    name,
    ms: median(times.map((round) => round[index])),
    ratio: median(times.map((round) => round[index] / round[0])),
  }));
}

/** @returns how often to run so that one timing takes 25 to 50 ms or more; warms up on the way */
function repeatsFor(run: () => unknown, now: Clock): number {
  let repeats = 1;
  while (msOf(run, repeats, now) * repeats < 25) repeats *= 2;
  return repeats;
}

function msOf(run: () => unknown, repeats: number, now: Clock): number {
  const start = now();
  for (let i = 0; i < repeats; i++) run();
  return (now() - start) / repeats;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
