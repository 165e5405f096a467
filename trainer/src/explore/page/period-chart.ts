import type { Group } from '../group.ts';
import { count, percent, place } from '../../page/format.ts';
import { html, type Html } from '../../page/html.ts';

const [WIDTH, HEIGHT] = [900, 220];
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 52, 14, 26];

/** Customers of each period as bars, and the share that left as points with their intervals. */
export function periodChart(periods: readonly Group[]): Html {
  const most = Math.max(1, ...periods.map(({ customers }) => customers));
  const highest = Math.max(0.05, ...periods.map(({ rate }) => rate?.high ?? 0));
  const bottom = HEIGHT - BOTTOM;
  const width = (WIDTH - LEFT - RIGHT) / Math.max(1, periods.length);
  const x = (period: number) => place(LEFT + (period + 0.5) * width);
  const bar = (customers: number) => place(bottom - (customers / most) * (bottom - TOP));
  const y = (share: number) => place(bottom - (share / highest) * (bottom - TOP));
  const every = Math.ceil(periods.length / 12);
  const isRated = periods.some(({ rate }) => rate !== null);
  const line = periods.flatMap(({ rate }, period) =>
    rate ? [`${x(period)},${y(rate.share)}`] : [],
  );
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label="Customers of each period and the share that left; the figures are below"
  >
    ${periods.map(({ customers }, period) => html`<rect class="pale" x="${place(LEFT + period * width + 1)}" y="${bar(customers)}" width="${place(width - 2)}" height="${place(bottom - bar(customers))}" />`)}
    ${isRated ? html`<polyline class="line" points="${line.join(' ')}" />` : null}
    ${periods.map(({ rate }, period) => (rate ? html`<line class="interval" x1="${x(period)}" x2="${x(period)}" y1="${y(rate.low)}" y2="${y(rate.high)}" /><circle class="left" cx="${x(period)}" cy="${y(rate.share)}" r="4" />` : null))}
    <line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${bottom}" y2="${bottom}" />
    <text x="${LEFT - 6}" y="${TOP + 6}" text-anchor="end">${count(most)}</text>
    <text x="${LEFT - 6}" y="${bottom}" text-anchor="end">0</text>
    ${isRated ? html`<text x="${WIDTH - RIGHT + 6}" y="${TOP + 6}">${percent(highest)}</text><text x="${WIDTH - RIGHT + 6}" y="${bottom}">0 %</text>` : null}
    ${periods.map(({ label }, period) => (period % every === 0 ? html`<text x="${x(period)}" y="${HEIGHT - 6}" text-anchor="middle">${label}</text>` : null))}
  </svg>`;
}
