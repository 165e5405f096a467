/**
 * How much two columns have to do with each other, from 0 (nothing) to 1 (one tells the other).
 * Each looks only at the rows in which both are known. NaN where that cannot be told: fewer than two
 * rows, or one of the columns always the same.
 */

/** Pearson's r, in [-1, 1]; of ranks it is Spearman's. NaN stands for missing. */
export function pearson(a: Float64Array, b: Float64Array): number {
  let [count, meanA, meanB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < a.length; row++) {
    const [x, y] = [a[row], b[row]];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    count++;
    // Running means (Welford 1962): sums of squares of large numbers lose what is small.
    const [dx, dy] = [x - meanA, y - meanB];
    meanA += dx / count;
    meanB += dy / count;
    sumAA += dx * (x - meanA);
    sumBB += dy * (y - meanB);
    sumAB += dx * (y - meanB);
  }
  const scale = Math.sqrt(sumAA) * Math.sqrt(sumBB);
  return scale > 0 ? Math.max(-1, Math.min(1, sumAB / scale)) : NaN;
}

/**
 * The correlation ratio (Fisher 1925): the square root of the share of the variance of a number that
 * lies between words.
 *
 * @param codes [n] which word; negative for missing
 * @param words how many words there are
 * @param values [n] NaN for missing
 */
export function correlationRatio(codes: Int32Array, words: number, values: Float64Array): number {
  const counts = new Float64Array(words);
  const sums = new Float64Array(words);
  let [count, mean, within] = [0, 0, 0];
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] < 0 || Number.isNaN(values[row])) continue;
    counts[codes[row]]++;
    sums[codes[row]] += values[row];
    count++;
    mean += (values[row] - mean) / count;
  }
  let between = 0;
  for (let word = 0; word < words; word++) {
    if (counts[word] > 0) between += counts[word] * (sums[word] / counts[word] - mean) ** 2;
  }
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] < 0 || Number.isNaN(values[row])) continue;
    within += (values[row] - sums[codes[row]] / counts[codes[row]]) ** 2;
  }
  const isTold = between + within > 0 && counts.filter((rows) => rows > 0).length > 1;
  return isTold ? Math.sqrt(between / (between + within)) : NaN;
}

/**
 * Cramér's V with the correction for bias of Bergsma (2013), so that many words in few rows do not
 * look like an association.
 *
 * @param a [n] which word; negative for missing
 */
export function cramersV(a: Int32Array, wordsA: number, b: Int32Array, wordsB: number): number {
  const cells = new Float64Array(wordsA * wordsB);
  for (let row = 0; row < a.length; row++) {
    if (a[row] >= 0 && b[row] >= 0) cells[a[row] * wordsB + b[row]]++;
  }
  return cramersVOfCounts(cells, wordsB);
}

/** @param cells [words of one * words of the other] customers, row by row */
export function cramersVOfCounts(cells: Float64Array, columns: number): number {
  const rowSums = new Float64Array(cells.length / columns);
  const columnSums = new Float64Array(columns);
  cells.forEach((cell, index) => {
    rowSums[Math.floor(index / columns)] += cell;
    columnSums[index % columns] += cell;
  });
  const count = rowSums.reduce((a, b) => a + b, 0);
  const [r, k] = [rowSums, columnSums].map((sums) => sums.filter((sum) => sum > 0).length);
  if (count < 2 || r < 2 || k < 2) return NaN;
  let phi2 = -1;
  cells.forEach((cell, index) => {
    if (cell > 0)
      phi2 += cell ** 2 / (rowSums[Math.floor(index / columns)] * columnSums[index % columns]);
  });
  const excess = phi2 - ((r - 1) * (k - 1)) / (count - 1);
  // Rounding alone leaves less than this, and the root would make a thousand times more of it.
  const corrected = excess > 1e-12 ? excess : 0;
  const [rows, cols] = [r, k].map((size) => size - (size - 1) ** 2 / (count - 1));
  const most = Math.min(rows, cols) - 1;
  return most > 0 ? Math.min(1, Math.sqrt(corrected / most)) : NaN;
}
