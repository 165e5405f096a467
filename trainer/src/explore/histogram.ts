import { FEWEST_SHOWN, type NumericColumn } from './explored-column.ts';

/** Numbers in bins of equal width; those outside stand in the first and the last. */
export interface Histogram {
  /** [bins + 1] ascending */
  readonly edges: readonly number[];
  /** [bins] customers who stayed; all of them without a target */
  readonly stayed: readonly number[];
  /** [bins] customers who left */
  readonly left: readonly number[];
  /** Whether each bin is one whole number. */
  readonly isWhole: boolean;
  /** How many lie below and above the edges, and are counted in the outermost bins. */
  readonly outside: number;
}

const BINS = 24;
/** So many whole numbers have a bin each. */
const MOST_WHOLE = 40;
/** Of the customers on either side, so that a few extreme ones do not flatten the picture. */
const TAIL = 0.005;

export function histogramOf({ values, time }: NumericColumn, left: Uint8Array | null): Histogram {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const tail = Math.max(Math.ceil(TAIL * sorted.length), FEWEST_SHOWN) - 1;
  const low = sorted[Math.min(tail, sorted.length - 1)];
  const high = sorted[Math.max(0, sorted.length - 1 - tail)];
  const isWhole = !time && high - low < MOST_WHOLE && sorted.every(Number.isInteger);
  const edges = edgesOf(low, high, time !== null, isWhole);
  const bins = edges.length - 1;
  const counts = [new Array<number>(bins).fill(0), new Array<number>(bins).fill(0)];
  let outside = 0;
  values.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    if (value < edges[0] || value > edges[bins] - Number(isWhole)) outside++;
    const place = Math.floor(((value - edges[0]) / (edges[bins] - edges[0])) * bins);
    counts[left?.[row] ?? 0][Math.min(bins - 1, Math.max(0, place))]++;
  });
  return { edges, stayed: counts[0], left: counts[1], isWhole, outside };
}

function edgesOf(low: number, high: number, isTime: boolean, isWhole: boolean): number[] {
  if (isWhole) return Array.from({ length: high - low + 2 }, (_, edge) => low + edge);
  return isTime ? evenEdges(low, high) : niceEdges(low, high);
}

/** Steps of 1, 2 or 5 times a power of ten, so that edges are numbers that people say. */
function niceEdges(low: number, high: number): number[] {
  const width = (high - low || Math.abs(high) || 1) / BINS;
  const power = 10 ** Math.floor(Math.log10(width));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= width) ?? 10);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.floor(high / step) + 1);
  return Array.from({ length: last - first + 1 }, (_, edge) =>
    Number(((first + edge) * step).toPrecision(12)),
  );
}

function evenEdges(low: number, high: number): number[] {
  const width = (high - low || 1) / BINS;
  return Array.from({ length: BINS + 1 }, (_, edge) => low + edge * width);
}
