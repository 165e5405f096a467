/**
 * Numbers in [0, 1) that depend on the seed alone: sfc32 (Doty-Humphrey, PractRand), the same in
 * every runtime since it works on 32-bit integers.
 */
export function seededRandom(seed: number): () => number {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return (result >>> 0) / 2 ** 32;
  };
  // The first outputs of neighboring seeds resemble each other.
  for (let warmUp = 0; warmUp < 15; warmUp++) next();
  return next;
}

/** Puts the items into a random order, in place (Fisher-Yates). */
export function shuffle<T>(
  items: { readonly length: number; [index: number]: T },
  random: () => number,
): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other], items[last]];
  }
}
