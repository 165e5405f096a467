import { seededRandom } from '@churn-card/models';

/** Every use of chance has a stream of its own, so that drawing more in one changes no other. */
export const STREAMS = [
  'split',
  'init',
  'dropout',
  'shuffle',
  'balance',
  'members',
  'parts',
  'judged',
  'frequencies',
  'lessons',
  'importance',
  'dependence',
  'golden',
  'sample',
  'drift',
  'bootstrap',
  'outcomes',
  'folds',
  'hold-outs',
  'calibration',
  'trials',
  'described',
  'measured',
] as const;
export type Stream = (typeof STREAMS)[number];

/** @returns numbers in [0, 1) that depend on the seed and the name of the stream alone */
export function randomStream(seed: number, stream: Stream): () => number {
  return seededRandom(fnv1a(`${stream}:${seed}`));
}

/** A standard normal number (Box & Muller 1958). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * Draws some of `total` things, each as likely as any other (selection sampling: Knuth, The Art of
 * Computer Programming, volume 2, 3.4.2, algorithm S).
 *
 * @returns min(wanted, total) whole numbers below `total`, ascending
 */
export function sampleInOrder(total: number, wanted: number, random: () => number): Uint32Array {
  const chosen = new Uint32Array(Math.min(wanted, total));
  let count = 0;
  for (let one = 0; count < chosen.length; one++) {
    if ((total - one) * random() < chosen.length - count) chosen[count++] = one;
  }
  return chosen;
}

/** FNV-1a, 32 bits: near seeds and alike names end far apart. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
