import type { Examples } from './examples.ts';

/** A number becomes at most so many inputs. */
const MOST_PIECES = 8;

/** Turns the inputs of a customer into those of the other view. */
export type View = (inputs: Float32Array) => Float32Array;

/**
 * Fits another view of the same inputs: each number is cut into pieces between quantiles of the
 * training part, and each piece is an input that goes from 0 to 1 along it (piecewise-linear
 * encoding, Gorishniy et al. 2022). A network sees bends in it that it would have to find in one
 * straight input. Inputs that are only 0 or 1 stay as they are.
 */
export function fitPiecewise({ inputs, left, width }: Examples): View {
  const knots = Array.from({ length: width }, (_, input) =>
    knotsOf(Float32Array.from(left, (_one, row) => inputs[row * width + input])),
  );
  const total = knots.reduce((sum, own) => sum + Math.max(own.length - 1, 1), 0);
  return (row) => {
    const view = new Float32Array(total);
    let position = 0;
    knots.forEach((own, input) => {
      if (own.length < 2) {
        view[position++] = row[input];
        return;
      }
      for (let piece = 0; piece + 1 < own.length; piece++) {
        const along = (row[input] - own[piece]) / (own[piece + 1] - own[piece]);
        view[position++] = Math.min(Math.max(along, 0), 1);
      }
    });
    return view;
  };
}

/** Quantiles without repetition, ascending; nothing where there are not even three values. */
function knotsOf(values: Float32Array): number[] {
  const sorted = values.toSorted();
  const distinct = [...new Set(sorted)];
  if (distinct.length <= 2) return [];
  if (distinct.length <= MOST_PIECES + 1) return distinct;
  const quantiles = Array.from({ length: MOST_PIECES + 1 }, (_, index) => {
    return sorted[Math.round((index / MOST_PIECES) * (sorted.length - 1))];
  });
  return [...new Set(quantiles)];
}
