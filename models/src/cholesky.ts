/**
 * Lower triangles stand packed, row by row: [size * (size + 1) / 2].
 *
 * @returns where the entry of a row and a column, not beyond the row, stands
 */
export function placeOf(row: number, column: number): number {
  return (row * (row + 1)) / 2 + column;
}

/**
 * @param matrix the lower triangle of a symmetric matrix, packed
 * @returns the lower triangle L with L Lᵀ = matrix (Cholesky; Golub & Van Loan 2013, 4.2.5), or null
 *   where the matrix is not positive definite
 */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array | null {
  const lower = matrix.slice();
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = lower[placeOf(row, column)];
      for (let k = 0; k < column; k++) sum -= lower[placeOf(row, k)] * lower[placeOf(column, k)];
      if (row === column) {
        if (!(sum > 0)) return null;
        lower[placeOf(row, row)] = Math.sqrt(sum);
      } else {
        lower[placeOf(row, column)] = sum / lower[placeOf(column, column)];
      }
    }
  }
  return lower;
}

/** @returns the inverse of a lower triangle, which is one too (forward substitution) */
export function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(lower.length);
  for (let column = 0; column < size; column++) {
    inverse[placeOf(column, column)] = 1 / lower[placeOf(column, column)];
    for (let row = column + 1; row < size; row++) {
      let sum = 0;
      for (let k = column; k < row; k++) {
        sum += lower[placeOf(row, k)] * inverse[placeOf(k, column)];
      }
      inverse[placeOf(row, column)] = -sum / lower[placeOf(row, row)];
    }
  }
  return inverse;
}
