import { allowedWords, stepOrigin } from './allowed-change.ts';
import type { Feature, NumericFeature, Row, Value } from './schema.ts';

/** A value that a feature may take instead of its own, and how far away that is. */
export interface Alternative {
  readonly value: Value;
  /** Of a number: the share of the range seen in training. Of a word: 1. */
  readonly distance: number;
}

/** So many alternatives of a number at most; with more, they are spread over the range. */
const MOST_NUMBERS = 64;

/**
 * The values that a feature of this customer may take, within its rules and within what training has
 * seen: nobody knows what a network says beyond.
 *
 * @returns the nearest first; none for a locked feature
 */
export function alternativesOf(feature: Feature, row: Row): Alternative[] {
  if (!feature.changeable) return [];
  const from = row[feature.name];
  const alternatives =
    feature.type === 'numeric'
      ? numbersFor(feature, from as number | null).map((value) => ({
          value,
          distance: distanceBetween(feature, from as number | null, value),
        }))
      : wordsFor(feature)
          .filter((value) => value !== from)
          .map((value) => ({ value, distance: 1 }));
  return alternatives.sort((a, b) => a.distance - b.distance);
}

function wordsFor(feature: Exclude<Feature, NumericFeature>): Value[] {
  const words = allowedWords(feature);
  if (feature.type === 'categorical') return [...words];
  return words.map((word) => word === feature.values[1].value);
}

function numbersFor(feature: NumericFeature, from: number | null): number[] {
  const { low, high } = boundsOf(feature, from);
  const step = feature.change?.step ?? stepFor(feature, low, high);
  const origin = feature.change?.step === undefined ? 0 : stepOrigin(feature, from);
  const first = Math.ceil((low - origin) / step - 1e-9);
  const last = Math.floor((high - origin) / step + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first + 1) / MOST_NUMBERS));
  // Spread from where the customer is, so that the nearest ones are always among them.
  const start = from === null ? first : Math.round((from - origin) / step);
  const numbers: number[] = [];
  for (let at = start; at <= last; at += stride) if (at >= first) numbers.push(at);
  for (let at = start - stride; at >= first; at -= stride) if (at <= last) numbers.push(at);
  return numbers
    .map((at) => Number((origin + at * step).toPrecision(12)))
    .filter((value) => value !== from && value >= low && value <= high)
    .filter((value) => !feature.integer || Number.isInteger(value));
}

/** Where a number may go: within its rules, its limits, its direction, and what training has seen. */
function boundsOf(
  { min, max, limits, change }: NumericFeature,
  from: number | null,
): { low: number; high: number } {
  const low = Math.max(min, limits?.min ?? -Infinity, change?.min ?? -Infinity);
  const high = Math.min(max, limits?.max ?? Infinity, change?.max ?? Infinity);
  return {
    low: change?.direction === 'up' && from !== null ? Math.max(low, from) : low,
    high: change?.direction === 'down' && from !== null ? Math.min(high, from) : high,
  };
}

/** Whole numbers where the feature has them, else round ones, about `MOST_NUMBERS` of them. */
function stepFor({ integer }: NumericFeature, low: number, high: number): number {
  if (integer) return 1;
  const width = Math.max(high - low, 1e-9) / MOST_NUMBERS;
  const magnitude = 10 ** Math.floor(Math.log10(width));
  const factor = [1, 2, 5, 10].find((one) => one * magnitude >= width) ?? 10;
  return Number((factor * magnitude).toPrecision(12));
}

/** As Gower 1971 measures: a number by the range that training has seen, anything else 0 or 1. */
function distanceBetween(feature: Feature, from: Value, to: Value): number {
  if (from === to) return 0;
  if (feature.type !== 'numeric' || from === null || to === null) return 1;
  const range = feature.max - feature.min;
  return range > 0 ? Math.abs(Number(to) - Number(from)) / range : 1;
}
