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
export function numericRanges(values: readonly number[]): Bounds[] {
  const sorted = values.toSorted((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  if (distinct.length <= FEW_NUMBERS) return distinct.map(point);
  const isMass = (value: number | undefined) =>
    sorted.filter((other) => other === value).length >= POINT_MASS * sorted.length;
  const first = isMass(distinct[0]) ? [distinct[0]] : [];
  const last = isMass(distinct.at(-1)) ? distinct.slice(-1) : [];
  const between = sorted.filter((value) => value !== first[0] && value !== last[0]);
  return [...first.map(point), ...roundRanges(between), ...last.map(point)];
}

function point(value: number): Bounds {
  return { from: value, to: value };
}

/** Cuts at quantiles, rounded to a twentieth of the whole range or less. */
function roundRanges(sorted: readonly number[]): Bounds[] {
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
