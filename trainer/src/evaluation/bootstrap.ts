import { CALIBRATION_BINS } from '../metrics/calibration.ts';
import { randomStream } from '../random.ts';
import {
  FIGURES,
  figuresOf,
  rankCustomers,
  type FigureName,
  type Figures,
  type Ranked,
} from './ranked.ts';

/** A 95 % interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 95 % interval of each figure, and how many resamples of the customers it comes from. */
export interface Intervals extends Readonly<Record<FigureName, Interval>> {
  readonly resamples: number;
  /** The calibration error that a perfectly calibrated model stays below 97.5 times in 100. */
  readonly eceOfPerfect: number;
}

/** Customers who are measured. */
export interface Measured {
  /** [rows] 1 for those who left; both kinds must be there */
  readonly left: ArrayLike<number>;
  /** [rows] rows with one text are drawn together, such as those of one customer */
  readonly groups?: readonly string[];
  readonly seed: number;
}

/**
 * How far each figure could be off by the chance of which customers were measured: the percentile
 * bootstrap over customers (Efron & Tibshirani 1993, chapter 13).
 *
 * The calibration error can only err upwards, and each resample adds as much again. Its lower end is
 * therefore that of the basic interval, which takes the excess off (Davison & Hinkley 1997, 5.2.1),
 * and 0 where a perfect model would show as much.
 *
 * @param probabilities [rows] inside (0, 1)
 */
export function bootstrapIntervals(
  probabilities: ArrayLike<number>,
  threshold: number,
  measured: Measured,
): Intervals {
  const ranked = rankCustomers(probabilities, measured.left, threshold);
  const { ece } = figuresOf(ranked, new Uint8Array(measured.left.length).fill(1));
  const draws = resample(measured, (counts) => figuresOf(ranked, counts));
  const eceOfPerfect = perfectEce(ranked, draws.length, measured.seed);
  const intervals = FIGURES.map((name): [FigureName, Interval] => {
    const { low, high } = percentiles(draws.map((figures) => figures[name]));
    if (name !== 'ece') return [name, { low, high }];
    return [name, { low: ece <= eceOfPerfect ? 0 : Math.max(0, 2 * ece - high), high }];
  });
  return {
    resamples: draws.length,
    eceOfPerfect,
    ...(Object.fromEntries(intervals) as Record<FigureName, Interval>),
  };
}

/**
 * The 95 % intervals of how much better one set of probabilities is than another on the same
 * customers: paired, so that customers who are hard for both take nothing away.
 *
 * @returns figures of the first minus figures of the second
 */
export function bootstrapDifference(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  measured: Measured,
): { readonly rocAuc: Interval; readonly logLoss: Interval } {
  const [a, b] = [first, second].map((values) => rankCustomers(values, measured.left, 0.5));
  const draws = resample(measured, (counts) => [figuresOf(a, counts), figuresOf(b, counts)]);
  const difference = (name: keyof Figures) =>
    percentiles(draws.map(([one, other]) => one[name] - other[name]));
  return { rocAuc: difference('rocAuc'), logLoss: difference('logLoss') };
}

/** 1,000, and fewer where customers are so many that it would take minutes. */
const RESAMPLES = { most: 1000, fewest: 200, customers: 2e7 };

/** Draws as many customers as there are, with replacement, again and again. */
function resample<T>({ left, groups, seed }: Measured, measure: (counts: Int32Array) => T): T[] {
  const random = randomStream(seed, 'bootstrap');
  const { most, fewest, customers } = RESAMPLES;
  const wanted = Math.min(most, Math.max(fewest, Math.floor(customers / left.length)));
  const unitOfRow = groups && unitsOf(groups);
  const units = unitOfRow
    ? unitOfRow.reduce((most, unit) => Math.max(most, unit), 0) + 1
    : left.length;
  const drawn = new Int32Array(units);
  const counts = unitOfRow ? new Int32Array(left.length) : drawn;
  const results: T[] = [];
  while (results.length < wanted) {
    drawn.fill(0);
    for (let draw = 0; draw < units; draw++) drawn[Math.floor(random() * units)]++;
    if (unitOfRow)
      for (let row = 0; row < counts.length; row++) counts[row] = drawn[unitOfRow[row]];
    // Nothing can be ranked where all who were drawn left, or all stayed.
    if (hasBothKinds(counts, left)) results.push(measure(counts));
  }
  return results;
}

function unitsOf(groups: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(groups, (group) => {
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    return number;
  });
}

function hasBothKinds(counts: Int32Array, left: ArrayLike<number>): boolean {
  let kinds = 0;
  for (let row = 0; row < counts.length && kinds < 3; row++) {
    if (counts[row] > 0) kinds |= left[row] === 1 ? 1 : 2;
  }
  return kinds === 3;
}

/** Lets the probabilities come true by themselves (consistency resampling, Bröcker & Smith 2007). */
function perfectEce({ probability, bin }: Ranked, resamples: number, seed: number): number {
  const random = randomStream(seed, 'outcomes');
  const errors = Float64Array.from({ length: resamples }, () => {
    const gaps = new Float64Array(CALIBRATION_BINS);
    for (let place = 0; place < probability.length; place++) {
      gaps[bin[place]] += probability[place] - Number(random() < probability[place]);
    }
    return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / probability.length;
  });
  return quantile(errors.sort(), 0.975);
}

function percentiles(values: readonly number[]): Interval {
  const sorted = Float64Array.from(values).sort();
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

/** Linear between order statistics, as NumPy's default. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
