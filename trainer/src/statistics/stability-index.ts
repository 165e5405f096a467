/** Half a customer in each bin, so that an empty one is not infinitely surprising. */
const ADDED = 0.5;

/**
 * The population stability index (Siddiqi 2006): how far the shares of customers in bins have moved.
 * By custom, below 0.1 is little, above 0.25 is much. It is the symmetric Kullback-Leibler
 * divergence (Jeffreys 1946), in nats.
 *
 * @param before [bins] customers in each bin
 * @param after [bins] the same bins, later
 */
export function stabilityIndex(before: ArrayLike<number>, after: ArrayLike<number>): number {
  const [first, second] = [sharesOf(before), sharesOf(after)];
  return first.reduce(
    (sum, share, bin) => sum + (second[bin] - share) * Math.log(second[bin] / share),
    0,
  );
}

function sharesOf(counts: ArrayLike<number>): number[] {
  const padded = Array.from(counts, (count) => count + ADDED);
  const total = padded.reduce((a, b) => a + b, 0);
  return padded.map((count) => count / total);
}
