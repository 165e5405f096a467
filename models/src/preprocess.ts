import type { Row, Value } from './schema.ts';

/** `(value - mean) / scale`, as scikit-learn's StandardScaler; a missing value becomes the median. */
export interface StandardizeEncoder {
  readonly type: 'standardize';
  readonly feature: string;
  readonly median: number;
  readonly mean: number;
  /** Standard deviation of the training part; 1 where it was 0. */
  readonly scale: number;
  /** Values outside are moved to the nearest end: a network knows nothing about what lies beyond. */
  readonly min: number;
  readonly max: number;
  /** A second input that is 1 where the value is missing. */
  readonly missingIndicator: boolean;
}

/**
 * One input for each piece between two knots, which goes from 0 to 1 along it (piecewise-linear
 * encoding, Gorishniy et al. 2022): a network sees bends that it would have to find in one straight
 * input. Outside the first and the last knot nothing changes.
 */
export interface PiecewiseEncoder {
  readonly type: 'piecewise';
  readonly feature: string;
  /** Stands in for a missing value. */
  readonly median: number;
  /** [pieces + 1], ascending. */
  readonly knots: readonly number[];
  /** One more input that is 1 where the value is missing. */
  readonly missingIndicator: boolean;
}

/** One input for each level, as scikit-learn's OneHotEncoder. */
export interface OneHotEncoder {
  readonly type: 'one-hot';
  readonly feature: string;
  readonly levels: readonly string[];
  /** One more input, for levels that were rare in training or never seen. */
  readonly other: boolean;
  /** One more input, for missing values. */
  readonly missing: boolean;
  /** The level that stands in where neither of the two above exists: the most frequent one. */
  readonly fallback: string;
}

/** 0 for false, 1 for true. */
export interface BinaryEncoder {
  readonly type: 'binary';
  readonly feature: string;
  /** What a missing value becomes: the more frequent one. */
  readonly fallback: boolean;
  readonly missingIndicator: boolean;
}

export type Encoder = StandardizeEncoder | PiecewiseEncoder | OneHotEncoder | BinaryEncoder;

/** How a row becomes network inputs: one encoder a feature, in schema order. */
export interface Preprocess {
  readonly encoders: readonly Encoder[];
}

/** The inputs that belong to one feature: `[start, start + width)`. */
export interface FeatureInputs {
  readonly feature: string;
  readonly start: number;
  readonly width: number;
}

/** @returns which inputs belong to which feature, in order and without gaps */
export function featureInputs(state: Preprocess): FeatureInputs[] {
  let start = 0;
  return state.encoders.map((encoder) => {
    const inputs = { feature: encoder.feature, start, width: widthOf(encoder) };
    start += inputs.width;
    return inputs;
  });
}

/** @returns the network's inputs, Float32Array [inputs] */
export function preprocess(state: Preprocess, row: Row): Float32Array {
  const width = state.encoders.reduce((sum, encoder) => sum + widthOf(encoder), 0);
  const inputs = new Float32Array(width);
  let start = 0;
  for (const encoder of state.encoders) {
    encode(encoder, row[encoder.feature], inputs, start);
    start += widthOf(encoder);
  }
  return inputs;
}

function widthOf(encoder: Encoder): number {
  switch (encoder.type) {
    case 'one-hot':
      return encoder.levels.length + Number(encoder.other) + Number(encoder.missing);
    case 'piecewise':
      return encoder.knots.length - 1 + Number(encoder.missingIndicator);
    default:
      return encoder.missingIndicator ? 2 : 1;
  }
}

function encode(encoder: Encoder, value: Value, inputs: Float32Array, start: number): void {
  switch (encoder.type) {
    case 'standardize': {
      const known = typeof value === 'number' ? value : encoder.median;
      const clipped = Math.min(Math.max(known, encoder.min), encoder.max);
      inputs[start] = (clipped - encoder.mean) / encoder.scale;
      if (encoder.missingIndicator) inputs[start + 1] = value === null ? 1 : 0;
      return;
    }
    case 'piecewise': {
      const { knots } = encoder;
      const known = typeof value === 'number' ? value : encoder.median;
      const pieces = knots.length - 1;
      for (let piece = 0; piece < pieces; piece++) {
        const along = (known - knots[piece]) / (knots[piece + 1] - knots[piece]);
        inputs[start + piece] = Math.min(Math.max(along, 0), 1);
      }
      if (encoder.missingIndicator) inputs[start + pieces] = value === null ? 1 : 0;
      return;
    }
    case 'one-hot':
      inputs[start + levelIndex(encoder, value)] = 1;
      return;
    case 'binary':
      inputs[start] = Number(value ?? encoder.fallback);
      if (encoder.missingIndicator) inputs[start + 1] = value === null ? 1 : 0;
  }
}

function levelIndex(encoder: OneHotEncoder, value: Value): number {
  const { levels } = encoder;
  if (value === null && encoder.missing) return levels.length + Number(encoder.other);
  const index = value === null ? -1 : levels.indexOf(String(value));
  if (index >= 0) return index;
  if (value !== null && encoder.other) return levels.length;
  return levels.indexOf(encoder.fallback);
}
