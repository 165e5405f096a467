import { writeTime, type Times } from '../data/times.ts';

/** Stretches of time, oldest first. */
export interface Periods {
  readonly labels: readonly string[];
  /** [rows] index into `labels` */
  readonly codes: Int32Array;
}

const MOST_PERIODS = 24;
const MOST_MONTHS = 24;
const MOST_QUARTERS = 24;
const DAYS_A_MONTH = 30.44;

/** Dates fall into months, quarters or years, whichever are few enough; numbers into themselves. */
export function dividePeriods(times: Times): Periods {
  const { values, format } = times;
  let [first, last] = [Infinity, -Infinity];
  for (const value of values) {
    first = Math.min(first, value);
    last = Math.max(last, value);
  }
  if (format !== 'number') {
    const months = (last - first) / DAYS_A_MONTH;
    const write =
      months <= MOST_MONTHS ? monthOf : months / 3 <= MOST_QUARTERS ? quarterOf : yearOf;
    return labelPeriods(values, (value) => write(writeTime(Math.floor(value), format)));
  }
  const distinct = new Set(values).size;
  if (distinct <= MOST_PERIODS) return labelPeriods(values, String);
  const width = (last - first) / (MOST_PERIODS / 2);
  const start = (value: number) =>
    first + Math.min(MOST_PERIODS / 2 - 1, Math.floor((value - first) / width)) * width;
  return labelPeriods(values, (value) => `from ${Number(start(value).toPrecision(6))}`);
}

const monthOf = (date: string): string => date.slice(0, 7);
const yearOf = (date: string): string => date.slice(0, 4);
const quarterOf = (date: string): string =>
  `${date.slice(0, 4)} Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

function labelPeriods(values: Float64Array, write: (value: number) => string): Periods {
  const start = new Map<string, number>();
  const labelOf = new Map<number, string>();
  for (const value of values) {
    if (labelOf.has(value)) continue;
    const label = write(value);
    labelOf.set(value, label);
    start.set(label, Math.min(value, start.get(label) ?? Infinity));
  }
  const labels = [...start].sort(([, a], [, b]) => a - b).map(([label]) => label);
  const places = new Map(labels.map((label, place) => [label, place]));
  return {
    labels,
    codes: Int32Array.from(values, (value) => places.get(labelOf.get(value) ?? '') ?? 0),
  };
}
