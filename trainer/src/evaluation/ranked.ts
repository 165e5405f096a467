import { CALIBRATION_BINS } from '../metrics/calibration.ts';

/** The figures that get an interval. */
export const FIGURES = [
  'rocAuc',
  'prAuc',
  'logLoss',
  'brier',
  'ece',
  'accuracy',
  'precision',
  'recall',
  'f1',
  'liftAt10',
] as const;
export type FigureName = (typeof FIGURES)[number];
export type Figures = Record<FigureName, number>;

/** Customers sorted once, highest score first, so that a resample costs one walk over them. */
export interface Ranked {
  /** Row of the table for each place, Int32Array [rows] */
  readonly order: Int32Array;
  /** By place: 1 for those who left, Uint8Array [rows] */
  readonly left: Uint8Array;
  /** By place: 1 where the next one has another score, Uint8Array [rows] */
  readonly endsTie: Uint8Array;
  /** By place, Float64Array [rows] */
  readonly probability: Float64Array;
  readonly loss: Float64Array;
  readonly squaredError: Float64Array;
  /** By place: the bin of the calibration table, Uint8Array [rows] */
  readonly bin: Uint8Array;
  /** How many are at or above the threshold. */
  readonly called: number;
}

/** The share of customers called for `liftAt10`. */
const CALLED_SHARE = 0.1;

/** @param probabilities [rows] inside (0, 1) @param left [rows] 1 for those who left */
export function rankCustomers(
  probabilities: ArrayLike<number>,
  left: ArrayLike<number>,
  threshold: number,
): Ranked {
  const order = Int32Array.from(probabilities, (_, row) => row);
  order.sort((a, b) => probabilities[b] - probabilities[a] || a - b);
  const probability = Float64Array.from(order, (row) => probabilities[row]);
  const sorted = Uint8Array.from(order, (row) => left[row]);
  return {
    order,
    left: sorted,
    endsTie: Uint8Array.from(probability, (value, place) =>
      Number(value !== probability[place + 1]),
    ),
    probability,
    loss: probability.map((value, place) => -Math.log(sorted[place] === 1 ? value : 1 - value)),
    squaredError: probability.map((value, place) => (value - sorted[place]) ** 2),
    bin: Uint8Array.from(probability, (value) =>
      Math.min(Math.floor(value * CALIBRATION_BINS), CALIBRATION_BINS - 1),
    ),
    called: probability.findLastIndex((value) => value >= threshold) + 1,
  };
}

/**
 * All figures of customers who count several times or not at all, in one walk.
 *
 * @param counts [rows of the table] how often each customer counts
 * @returns AUC, average precision and lift are NaN where all who count left, or all stayed
 */
export function figuresOf(ranked: Ranked, counts: ArrayLike<number>): Figures {
  const { order, left, endsTie, probability, loss, squaredError, bin, called } = ranked;
  const all = order.reduce((sum, row) => sum + counts[row], 0);
  const top = Math.max(1, Math.round(CALLED_SHARE * all));
  const expected = new Float64Array(CALIBRATION_BINS);
  let positives = 0;
  let negatives = 0;
  let area = 0;
  let precisionSum = 0;
  let before = { positives: 0, negatives: 0 };
  let lossSum = 0;
  let squaredSum = 0;
  let truePositives = 0;
  let falsePositives = 0;
  let foundInTop = 0;
  for (let place = 0; place < order.length; place++) {
    const count = counts[order[place]];
    if (count > 0) {
      const above = positives + negatives;
      const gone = left[place];
      if (above < top) foundInTop += gone * Math.min(count, top - above);
      if (gone === 1) positives += count;
      else negatives += count;
      lossSum += count * loss[place];
      squaredSum += count * squaredError[place];
      expected[bin[place]] += count * (probability[place] - gone);
    }
    if (place === called - 1) {
      truePositives = positives;
      falsePositives = negatives;
    }
    if (endsTie[place] === 0) continue;
    area += (negatives - before.negatives) * ((positives + before.positives) / 2);
    if (positives > before.positives) {
      precisionSum += ((positives - before.positives) * positives) / (positives + negatives);
    }
    before = { positives, negatives };
  }
  const calledCount = truePositives + falsePositives;
  return {
    rocAuc: area / (positives * negatives),
    prAuc: precisionSum / positives,
    logLoss: lossSum / all,
    brier: squaredSum / all,
    ece: expected.reduce((sum, gap) => sum + Math.abs(gap), 0) / all,
    accuracy: (truePositives + negatives - falsePositives) / all,
    precision: calledCount === 0 ? 0 : truePositives / calledCount,
    recall: positives === 0 ? 0 : truePositives / positives,
    f1: positives + calledCount === 0 ? 0 : (2 * truePositives) / (positives + calledCount),
    liftAt10: (foundInTop / top) * (all / positives),
  };
}
