/**
 * Ranks of numbers, counted from 1; equal ones share the average of their ranks.
 *
 * @param values [n]; NaN, which stands for missing, has rank NaN
 */
export function averageRanks(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const rankOf = new Map<number, number>();
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    // The ranks start + 1 to end, on average.
    rankOf.set(sorted[start], (start + 1 + end) / 2);
  }
  return values.map((value) => rankOf.get(value) ?? NaN);
}
