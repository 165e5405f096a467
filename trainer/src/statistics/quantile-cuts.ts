/**
 * Where to cut numbers into bins of about as many rows each. Values that come often take a bin of
 * their own, so there may be fewer bins than asked for.
 *
 * @param sorted ascending, without NaN
 * @returns cuts ascending; bin b holds the numbers x with cuts[b - 1] <= x < cuts[b]
 */
export function quantileCuts(sorted: Float64Array, bins: number): number[] {
  const cuts: number[] = [];
  for (let bin = 1; bin < bins; bin++) {
    const cut = sorted[Math.floor((bin * sorted.length) / bins)];
    if (cut > (cuts.at(-1) ?? sorted[0])) cuts.push(cut);
  }
  return cuts;
}

/** @returns the bin of a number, from 0 to cuts.length */
export function binOf(value: number, cuts: readonly number[]): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < cuts[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}
