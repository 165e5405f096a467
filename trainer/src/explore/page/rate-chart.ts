import type { Group } from '../group.ts';
import { percent, place } from '../../page/format.ts';
import { html, type Html } from '../../page/html.ts';

const WIDTH = 440;
const [LEFT, RIGHT, TOP, ROW] = [168, 54, 18, 22];
const LONGEST = 26;

/**
 * The share that left in each group, a line each, with its interval and a rule where everybody is.
 *
 * @param name of what the groups are of
 */
export function rateChart(name: string, groups: readonly Group[], everybody: Group): Html {
  const ends = [everybody, ...groups].map(({ rate }) => rate?.high ?? 0);
  const most = Math.min(1, Math.max(0.05, Math.ceil(Math.max(...ends) * 20) / 20));
  const x = (share: number) => place(LEFT + (share / most) * (WIDTH - LEFT - RIGHT));
  const height = TOP + groups.length * ROW + 22;
  const rule = everybody.rate?.share ?? 0;
  const bottom = height - 22;
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${height}"
    role="img"
    aria-label="Share that left by ${name}, with 95 % intervals; the figures are in the table"
  >
    <line class="rule" x1="${x(rule)}" x2="${x(rule)}" y1="${TOP - 4}" y2="${bottom}" />
    <text x="${x(rule)}" y="10" text-anchor="middle">all ${percent(rule)}</text>
    ${groups.map((group, index) => rateLine(group, TOP + index * ROW + ROW / 2, x))}
    <line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${bottom}" y2="${bottom}" />
    ${[0, most / 2, most].map((share) => html`<text x="${x(share)}" y="${height - 6}" text-anchor="middle">${percent(share, share * 100 === Math.round(share * 100) ? 0 : 1)}</text>`)}
  </svg>`;
}

function rateLine({ label, rate }: Group, y: number, x: (share: number) => number): Html {
  const short = label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;
  const text = html`<text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${short}</text>`;
  if (!rate) return html`${text}<text x="${LEFT + 4}" y="${y + 4}">too few</text>`;
  const end = Math.min(x(rate.high) + 5, WIDTH - RIGHT + 5);
  return html`${text}<line
      class="interval"
      x1="${x(rate.low)}"
      x2="${x(rate.high)}"
      y1="${y}"
      y2="${y}"
    /><circle class="left" cx="${x(rate.share)}" cy="${y}" r="4" /><text x="${end}" y="${y + 4}"
      >${percent(rate.share)}</text
    >`;
}
