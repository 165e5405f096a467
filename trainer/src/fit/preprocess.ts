import type {
  BinaryEncoder,
  Encoder,
  Feature,
  OneHotEncoder,
  PiecewiseEncoder,
  Preprocess,
  Schema,
  StandardizeEncoder,
} from '@churn-card/models';
import type { Config } from '../config/config-schema.ts';
import { TrainerError } from '../trainer-error.ts';
import { fitKnots } from './knots.ts';
import { knownNumbers, type Rows } from './rows.ts';
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
  rows: Rows,
  left: ArrayLike<number>,
  encoding: Config['network']['encoding'],
): Preprocess {
  return { encoders: schema.features.map((feature) => fitEncoder(feature, rows, left, encoding)) };
}

function fitEncoder(
  feature: Feature,
  rows: Rows,
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
function fitStandardize(feature: string, rows: Rows): StandardizeEncoder {
  const known = knownNumbers(rows.values(feature)).sort();
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

function fitPiecewise(feature: string, rows: Rows, left: ArrayLike<number>): PiecewiseEncoder {
  const all = rows.values(feature);
  const values: number[] = [];
  const leftOfThem: number[] = [];
  for (let row = 0; row < all.length; row++) {
    const value = all.at(row);
    if (typeof value !== 'number') continue;
    values.push(value);
    leftOfThem.push(left[row]);
  }
  return {
    type: 'piecewise',
    feature,
    median: median(Float64Array.from(values).sort()),
    knots: fitKnots(values, leftOfThem),
    missingIndicator: values.length < rows.length,
  };
}

function median(sorted: ArrayLike<number>): number {
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

function fitOneHot(feature: string, rows: Rows): OneHotEncoder {
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
    missing: hasMissing(rows, feature),
    fallback: counts[0][0],
  };
}

function fitBinary(feature: string, rows: Rows): BinaryEncoder {
  const counts = countLevels(rows, feature);
  if (counts.length === 0) throw noValue(feature);
  return {
    type: 'binary',
    feature,
    fallback: counts[0][0] === 'true',
    missingIndicator: hasMissing(rows, feature),
  };
}

function hasMissing(rows: Rows, feature: string): boolean {
  const values = rows.values(feature);
  for (let row = 0; row < values.length; row++) if (values.at(row) === null) return true;
  return false;
}

function noValue(feature: string): Error {
  return new TrainerError(`column ${feature} has no value in the training part: drop it`);
}
