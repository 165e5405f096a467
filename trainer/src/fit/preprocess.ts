import type {
  BinaryEncoder,
  Encoder,
  Feature,
  OneHotEncoder,
  PiecewiseEncoder,
  Preprocess,
  Row,
  Schema,
  StandardizeEncoder,
} from '@churn-card/models';
import type { Config } from '../config-schema.ts';
import { TrainerError } from '../trainer-error.ts';
import { fitKnots } from './knots.ts';
import { countLevels } from './schema.ts';

/** A level with fewer customers in training shares one input with the other rare ones. */
const SMALLEST_LEVEL = 20;

/**
 * Fits one encoder a feature to the training part.
 *
 * @param rows of the training part
 * @param left [rows] 1 for those who left
 * @param encoding of numbers
 */
export function fitPreprocess(
  schema: Schema,
  rows: readonly Row[],
  left: ArrayLike<number>,
  encoding: Config['network']['encoding'],
): Preprocess {
  return { encoders: schema.features.map((feature) => fitEncoder(feature, rows, left, encoding)) };
}

function fitEncoder(
  feature: Feature,
  rows: readonly Row[],
  left: ArrayLike<number>,
  encoding: Config['network']['encoding'],
): Encoder {
  switch (feature.type) {
    case 'numeric':
      return encoding === 'piecewise'
        ? fitPiecewise(feature.name, rows, left)
        : fitStandardize(feature.name, rows);
    case 'categorical':
      return fitOneHot(feature.name, rows);
    case 'boolean':
      return fitBinary(feature.name, rows);
  }
}

/** As scikit-learn's SimpleImputer(median, add_indicator) and StandardScaler over known values. */
function fitStandardize(feature: string, rows: readonly Row[]): StandardizeEncoder {
  const known = rows
    .map((row) => row[feature])
    .filter((value) => typeof value === 'number')
    .sort((a, b) => a - b);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  return {
    type: 'standardize',
    feature,
    median: median(known),
    mean,
    scale: Math.sqrt(variance) > 1e-9 ? Math.sqrt(variance) : 1,
    min: known[0],
    max: known[known.length - 1],
    missingIndicator: known.length < rows.length,
  };
}

function fitPiecewise(
  feature: string,
  rows: readonly Row[],
  left: ArrayLike<number>,
): PiecewiseEncoder {
  const values: number[] = [];
  const leftOfThem: number[] = [];
  rows.forEach((row, index) => {
    const value = row[feature];
    if (typeof value !== 'number') return;
    values.push(value);
    leftOfThem.push(left[index]);
  });
  return {
    type: 'piecewise',
    feature,
    median: median(values.toSorted((a, b) => a - b)),
    knots: fitKnots(values, leftOfThem),
    missingIndicator: values.length < rows.length,
  };
}

function median(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

function fitOneHot(feature: string, rows: readonly Row[]): OneHotEncoder {
  const counts = countLevels(rows, feature);
  if (counts.length === 0) throw noValue(feature);
  const frequent = counts.filter(([, count]) => count >= SMALLEST_LEVEL);
  // A table so small that every level is rare still needs one to fall back on.
  const kept = frequent.length > 0 ? frequent : counts.slice(0, 1);
  return {
    type: 'one-hot',
    feature,
    levels: kept.map(([level]) => level),
    // An input that no customer of the training part ever set would hold an untrained weight.
    other: kept.length < counts.length,
    missing: rows.some((row) => row[feature] === null),
    fallback: counts[0][0],
  };
}

function fitBinary(feature: string, rows: readonly Row[]): BinaryEncoder {
  const counts = countLevels(rows, feature);
  if (counts.length === 0) throw noValue(feature);
  return {
    type: 'binary',
    feature,
    fallback: counts[0][0] === 'true',
    missingIndicator: rows.some((row) => row[feature] === null),
  };
}

function noValue(feature: string): Error {
  return new TrainerError(`column ${feature} has no value in the training part: drop it`);
}
