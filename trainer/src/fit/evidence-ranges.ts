/** Up to so many different numbers, each is a group of its own. */
const FEW_NUMBERS = 8;
/** Beyond that, ranges with about as many customers each. */
const RANGES = 8;
/** The smallest or largest number, where so many share it (a balance of 0), stands alone. */
const POINT_MASS = 0.1;

/** `[from, to)`; the last one includes its end, and so does a single number with `from = to`. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** Divides the values of a column into ranges that a person would choose. Ascending, no overlap. */
export function numericRanges(values: ArrayLike<number>): Bounds[] {
  const sorted = Float64Array.from(values).sort();
  const distinct = firstDistinct(sorted, FEW_NUMBERS + 1);
  if (distinct.length <= FEW_NUMBERS) return distinct.map(point);
  const [min, max] = [sorted[0], sorted[sorted.length - 1]];
  const isMass = (value: number) =>
    sorted.filter((other) => other === value).length >= POINT_MASS * sorted.length;
  const first = isMass(min) ? [min] : [];
  const last = isMass(max) ? [max] : [];
  const between = sorted.filter((value) => value !== first[0] && value !== last[0]);
  return [...first.map(point), ...roundRanges(between), ...last.map(point)];
}

function firstDistinct(sorted: Float64Array, most: number): number[] {
  const distinct: number[] = [];
  for (let index = 0; index < sorted.length && distinct.length < most; index++) {
    if (sorted[index] !== distinct.at(-1)) distinct.push(sorted[index]);
  }
  return distinct;
}

function point(value: number): Bounds {
  return { from: value, to: value };
}

/** Cuts at quantiles, rounded to a twentieth of the whole range or less. */
function roundRanges(sorted: Float64Array): Bounds[] {
  const min = sorted[0];
  const max = sorted[sorted.length - 1];
  const step = 10 ** Math.floor(Math.log10((max - min) / 20));
  const cuts = Array.from({ length: RANGES - 1 }, (_, index) => {
    const quantile = sorted[Math.floor(((index + 1) / RANGES) * sorted.length)];
    // Multiplying by a step such as 0.001 leaves digits that are not meant.
    return Number((Math.round(quantile / step) * step).toPrecision(12));
  });
  const ends = [min, ...new Set(cuts.filter((cut) => cut > min && cut < max)), max];
  return ends.slice(1).map((to, index) => ({ from: ends[index], to }));
}
