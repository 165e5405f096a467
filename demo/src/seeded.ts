/**
 * Chance that repeats itself: the same words give the same numbers on every machine, so that an
 * invented customer keeps name, address and history without a database to hold them.
 */
export interface Chance {
  /** @returns the next number in [0, 1) */
  next(): number;
  /** @returns a whole number from `from` to `to`, both included */
  whole(from: number, to: number): number;
  pick<T>(choices: readonly T[]): T;
  /** @returns the same things in another order (Fisher-Yates) */
  shuffle<T>(things: readonly T[]): T[];
}

/** @param words what the chance belongs to, such as an id and a purpose */
export function chanceOf(...words: readonly string[]): Chance {
  const next = mulberry32(fnv1a(words.join('\n')));
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    pick: (choices) => choices[whole(0, choices.length - 1)],
    shuffle: (things) => {
      const order = [...things];
      for (let last = order.length - 1; last > 0; last--) {
        const other = whole(0, last);
        [order[last], order[other]] = [order[other], order[last]];
      }
      return order;
    },
  };
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo), over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** mulberry32 (Tommy Ettinger, 2017). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
