import {
  featureInputs,
  type Encoder,
  type FeatureInputs,
  type Preprocess,
} from '@churn-card/models';
import { normal } from '../random.ts';
import { rowsOf, type Examples } from './examples.ts';

/** Waves for each number, and the spread of their frequencies, per standard deviation. */
const WAVES = 4;
const FREQUENCY_SPREAD = 0.3;

/** Turns the inputs of a customer into those of the other view. */
export type View = (inputs: Float32Array) => Float32Array;

/**
 * Fits another view of the same customers: each number is standardized, and stands beside the sine
 * and cosine of a few of its multiples (periodic activations, Gorishniy et al. 2022). The
 * frequencies are drawn, so that no two views err alike. Words and booleans stay as they are.
 */
export function fitPeriodic(preprocess: Preprocess, train: Examples, random: () => number): View {
  const rows = rowsOf(train);
  const columns = featureInputs(preprocess).map((inputs, index) => {
    const { read, rest } = readerOf(preprocess.encoders[index], inputs);
    if (!read) return { read, rest, mean: 0, scale: 1, frequencies: [] };
    const { mean, scale, distinct } = describe(rows.map(read));
    // Waves over two values are one more copy of them.
    const waves = distinct > 2 ? WAVES : 0;
    const frequencies = Array.from({ length: waves }, () => FREQUENCY_SPREAD * normal(random));
    return { read, rest, mean, scale, frequencies };
  });
  const width = columns.reduce((sum, { read, rest, frequencies }) => {
    return sum + rest.length + (read ? 1 + 2 * frequencies.length : 0);
  }, 0);
  return (row) => {
    const view = new Float32Array(width);
    let position = 0;
    for (const { read, rest, mean, scale, frequencies } of columns) {
      if (read) {
        const standardized = (read(row) - mean) / scale;
        view[position++] = standardized;
        for (const frequency of frequencies) {
          const angle = 2 * Math.PI * frequency * standardized;
          view[position++] = Math.sin(angle);
          view[position++] = Math.cos(angle);
        }
      }
      for (const input of rest) view[position++] = row[input];
    }
    return view;
  };
}

/** How the number is read back from a feature's inputs, and which of them stay as they are. */
function readerOf(
  encoder: Encoder,
  { start, width }: FeatureInputs,
): { read?: (row: Float32Array) => number; rest: number[] } {
  const inputs = Array.from({ length: width }, (_, index) => start + index);
  if (encoder.type === 'standardize') {
    return { read: (row) => row[start], rest: inputs.slice(1) };
  }
  if (encoder.type !== 'piecewise') return { rest: inputs };
  const { knots } = encoder;
  const pieces = knots.length - 1;
  return {
    // The pieces lie end to end: their lengths, as far as each is filled, add up to the number.
    read: (row) => {
      let number = knots[0];
      for (let piece = 0; piece < pieces; piece++) {
        number += row[start + piece] * (knots[piece + 1] - knots[piece]);
      }
      return number;
    },
    rest: inputs.slice(pieces),
  };
}

function describe(values: readonly number[]): { mean: number; scale: number; distinct: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const scale = Math.sqrt(variance) > 1e-9 ? Math.sqrt(variance) : 1;
  return { mean, scale, distinct: new Set(values).size };
}
