/**
 * The 95 % interval of a rate (Wilson 1927): sensible for small counts and rates near 0 and 1.
 *
 * @param left how many of them left
 * @param customers how many there were, at least 1
 * @returns low and high, probabilities in [0, 1]
 */
export function wilsonInterval(left: number, customers: number): { low: number; high: number } {
  const z = 1.959963984540054;
  const rate = left / customers;
  const spread =
    z * Math.sqrt((rate * (1 - rate)) / customers + (z * z) / (4 * customers * customers));
  const center = rate + (z * z) / (2 * customers);
  const scale = 1 + (z * z) / customers;
  return {
    low: Math.max(0, (center - spread) / scale),
    high: Math.min(1, (center + spread) / scale),
  };
}
