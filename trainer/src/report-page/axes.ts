import { percent } from '../page/format.ts';
import type { Axis } from './line-chart.ts';

/** From 0 to 1, or to where the data ends. */
export function shareAxis(title: string, to = 1): Axis {
  const step = to > 0.6 ? 0.2 : to > 0.25 ? 0.1 : to > 0.1 ? 0.05 : 0.02;
  const end = Math.min(Math.ceil(to / step - 1e-9) * step, 1);
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, tick) => tick * step);
  return { title, from: 0, to: end, ticks, write: (share) => percent(share, 0) };
}

/** Round numbers between the smallest and the largest: 1, 2 or 5 times a power of ten apart. */
export function numberAxis(title: string, from: number, to: number): Axis {
  const rough = (to - from) / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((one) => one * power >= rough) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  const ticks = Array.from({ length: Math.max(last - first + 1, 1) }, (_, tick) => {
    return Number(((first + tick) * step).toPrecision(12));
  });
  return { title, from, to, ticks, write: compact };
}

const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 3 });

export function compact(value: number): string {
  return COMPACT.format(value);
}
