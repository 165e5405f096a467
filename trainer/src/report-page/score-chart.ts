import type { ScoreCounts } from '../metrics/score-counts.ts';
import { percent, place } from '../page/format.ts';
import { html, type Html } from '../page/html.ts';

const [WIDTH, HEIGHT] = [460, 320];
const [LEFT, RIGHT, TOP, BOTTOM] = [58, 26, 26, 44];
const BARS = 40;

/** Customers by probability, those who left above the axis and those who stayed below it. */
export function scoreChart({ left, stayed }: ScoreCounts, threshold: number): Html {
  const [above, below] = [left, stayed].map(merge);
  const middle = (TOP + HEIGHT - BOTTOM) / 2;
  const reach = middle - TOP;
  const width = (WIDTH - LEFT - RIGHT) / BARS;
  const bars = (kind: string, shares: readonly number[], isUp: boolean) => {
    const most = Math.max(...shares, 1e-9);
    return shares.map((share, bar) => {
      const height = place((share / most) * reach);
      return html`<rect
        class="${kind}"
        x="${place(LEFT + bar * width + 0.5)}"
        width="${place(width - 1)}"
        y="${place(isUp ? middle - height : middle)}"
        height="${height}"
      />`;
    });
  };
  const x = place(LEFT + threshold * (WIDTH - LEFT - RIGHT));
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label="Distribution of the probability among those who left and those who stayed"
  >
    ${bars('left', above, true)}${bars('stayed', below, false)}
    <line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${middle}" y2="${middle}" />
    <line class="rule" x1="${x}" x2="${x}" y1="${TOP - 8}" y2="${HEIGHT - BOTTOM}" />
    <text class="name" x="${x}" y="${TOP - 12}" text-anchor="middle">
      called from ${percent(threshold)}
    </text>
    <text class="name" x="${LEFT - 8}" y="${middle - 40}" text-anchor="end">left</text>
    <text class="name" x="${LEFT - 8}" y="${middle + 48}" text-anchor="end">stayed</text>
    ${[0, 0.2, 0.4, 0.6, 0.8, 1].map((tick) => html`<text x="${place(LEFT + tick * (WIDTH - LEFT - RIGHT))}" y="${HEIGHT - BOTTOM + 17}" text-anchor="middle">${percent(tick, 0)}</text>`)}
    <text class="title" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">
      probability; each kind as shares of its own
    </text>
  </svg>`;
}

/** @returns [BARS] shares of all */
function merge(counts: readonly number[]): number[] {
  const all = counts.reduce((sum, one) => sum + one, 0) || 1;
  const per = counts.length / BARS;
  return Array.from({ length: BARS }, (_, bar) => {
    return counts.slice(bar * per, (bar + 1) * per).reduce((sum, one) => sum + one, 0) / all;
  });
}
