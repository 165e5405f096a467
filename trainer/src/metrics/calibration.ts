/** Customers with a probability in [from, to): what was expected and what happened. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly left: number;
  /** Mean probability; null where there is nobody. */
  readonly expected: number | null;
  /** Share who left; null where there is nobody. */
  readonly observed: number | null;
}

/** Bins of equal width, as in Guo et al. 2017. */
export const CALIBRATION_BINS = 10;

export function calibrationTable(
  probabilities: ArrayLike<number>,
  left: ArrayLike<number>,
): CalibrationBin[] {
  return Array.from({ length: CALIBRATION_BINS }, (_, bin) => {
    const rows = Array.from(left, (_, row) => row).filter(
      (row) =>
        Math.min(Math.floor(probabilities[row] * CALIBRATION_BINS), CALIBRATION_BINS - 1) === bin,
    );
    const mean = (values: ArrayLike<number>) =>
      rows.length === 0 ? null : rows.reduce((sum, row) => sum + values[row], 0) / rows.length;
    return {
      from: bin / CALIBRATION_BINS,
      to: (bin + 1) / CALIBRATION_BINS,
      customers: rows.length,
      left: rows.reduce((sum, row) => sum + left[row], 0),
      expected: mean(probabilities),
      observed: mean(left),
    };
  });
}

/**
 * Expected calibration error: the distance between expected and observed share, averaged over the
 * bins of `calibrationTable` by their customers (Naeini et al. 2015). Even a perfect model is
 * above 0 on few customers: about 0.02 on 2,000.
 */
export function expectedCalibrationError(bins: readonly CalibrationBin[]): number {
  const all = bins.reduce((sum, { customers }) => sum + customers, 0);
  return bins.reduce((sum, { customers, expected, observed }) => {
    return sum + (customers / all) * Math.abs((expected ?? 0) - (observed ?? 0));
  }, 0);
}
