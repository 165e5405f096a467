/**
 * Rounds numbers so that they still add up to their rounded sum (method of the largest
 * remainder, Hamilton 1792). Each stays within 1 of its value, a larger one never ends below a
 * smaller one, and none changes its sign.
 *
 * @param values any finite numbers
 * @param total their sum, rounded to an integer
 * @returns integers whose sum is `total`
 */
export function roundTogether(values: readonly number[], total: number): number[] {
  const rounded = values.map(Math.floor);
  const missing = total - rounded.reduce((sum, value) => sum + value, 0);
  const byRemainder = values
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, Math.max(0, missing))) rounded[index] += 1;
  // Math.floor(-0) and -1 + 1 are fine, but a minus before a zero would be shown.
  return rounded.map((value) => value + 0);
}
