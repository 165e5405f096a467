import { localize, score, shuffle, type Feature, type Model, type Row } from '@churn-card/models';
import type { Rows } from '../fit/rows.ts';
import { randomStream } from '../random.ts';

/** What the model says on average when everybody has this value. */
export interface DependencePoint {
  /** A number, or a word of the table. */
  readonly value: number | string;
  readonly label: string;
  readonly probability: number;
  /** Of the test part, nearest to this value, and how many of them left. */
  readonly customers: number;
  readonly left: number;
}

/** How a feature acts on the probability. */
export interface PartialDependence {
  readonly feature: string;
  readonly label: string;
  readonly isNumeric: boolean;
  readonly points: readonly DependencePoint[];
}

/** More customers move no line that anybody could see. */
const AVERAGED_ROWS = 300;
const MOST_POINTS = 20;

/**
 * Partial dependence (Friedman 2001): the average probability when one feature is set to the same
 * value for everybody. Where features go together, it speaks of customers who do not exist, so the
 * customers of the test part stand beside it.
 *
 * @param rows of the test part
 * @param left [rows] 1 for those who left
 */
export function measureDependence(
  model: Model,
  rows: Rows,
  left: readonly number[],
  seed: number,
): PartialDependence[] {
  const order = Array.from({ length: rows.length }, (_, row) => row);
  shuffle(order, randomStream(seed, 'dependence'));
  const sample = order.slice(0, AVERAGED_ROWS).map((row) => rows.at(row));
  return model.spec.schema.features.map((feature) => {
    const values = order.map((row) => rows.at(row)[feature.name]);
    const grid = gridOf(feature, values);
    const counts = grid.map(() => ({ customers: 0, left: 0 }));
    values.forEach((value, index) => {
      const place = nearest(grid, value);
      if (place < 0) return;
      counts[place].customers++;
      counts[place].left += left[order[index]];
    });
    const points = grid.map((value, place) => ({
      value: typeof value === 'boolean' ? String(value) : value,
      label: labelOf(feature, value),
      probability: average(model, sample, feature.name, value),
      ...counts[place],
    }));
    const label = localize(feature.label, 'en');
    return { feature: feature.name, label, isNumeric: feature.type === 'numeric', points };
  });
}

type Value = number | string | boolean;

/** Quantiles of a number, ascending; the most frequent words. */
function gridOf(feature: Feature, values: readonly Row[string][]): Value[] {
  if (feature.type === 'boolean') return [false, true];
  if (feature.type === 'numeric') {
    const sorted = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
    const distinct = [...new Set(sorted)];
    if (distinct.length <= MOST_POINTS) return distinct;
    const last = sorted.length - 1;
    const quantiles = Array.from({ length: MOST_POINTS }, (_, point) => {
      return sorted[Math.round((point / (MOST_POINTS - 1)) * last)];
    });
    return [...new Set(quantiles)];
  }
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== null) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  }
  const frequent = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return frequent.slice(0, MOST_POINTS).map(([word]) => word);
}

function nearest(grid: readonly Value[], value: Row[string]): number {
  if (typeof value !== 'number') return value === null ? -1 : grid.indexOf(value);
  let best = -1;
  grid.forEach((point, index) => {
    const isNearer =
      best < 0 || Math.abs(Number(point) - value) < Math.abs(Number(grid[best]) - value);
    if (isNearer) best = index;
  });
  return best;
}

function average(model: Model, rows: readonly Row[], feature: string, value: Value): number {
  const sum = rows.reduce((total, row) => total + score(model, { ...row, [feature]: value }), 0);
  return sum / rows.length;
}

function labelOf(feature: Feature, value: Value): string {
  if (feature.type === 'numeric') return String(value);
  const known =
    feature.type === 'boolean'
      ? feature.values[Number(value)]
      : feature.values.find((one) => one.value === value);
  const words = known?.label ?? known?.sentence;
  return words ? localize(words, 'en') : (known?.value ?? String(value));
}
