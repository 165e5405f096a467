import type { Histogram } from '../histogram.ts';
import { count, place } from '../../page/format.ts';
import { html, type Html } from '../../page/html.ts';

const [WIDTH, HEIGHT] = [440, 170];
const [LEFT, TOP, BOTTOM] = [44, 10, 24];

/** Customers by number, those who left below those who stayed. */
export function histogramChart(
  name: string,
  { edges, stayed, left, isWhole }: Histogram,
  write: (value: number) => string,
): Html {
  const most = Math.max(1, ...stayed.map((customers, bin) => customers + left[bin]));
  const y = (customers: number) => HEIGHT - BOTTOM - (customers / most) * (HEIGHT - BOTTOM - TOP);
  const width = (WIDTH - LEFT) / stayed.length;
  const bars = stayed.map((customers, bin) => {
    const x = LEFT + bin * width;
    const [middle, top] = [y(left[bin]), y(left[bin] + customers)];
    const bar = (kind: string, from: number, to: number) =>
      to - from < 0.05
        ? null
        : html`<rect
            class="${kind}"
            x="${place(x + 0.5)}"
            y="${place(from)}"
            width="${place(width - 1)}"
            height="${place(to - from)}"
          />`;
    return html`${bar('left', middle, HEIGHT - BOTTOM)}${bar('stayed', top, middle)}`;
  });
  const ticks = ticksOf(stayed.length, isWhole);
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label="Histogram of ${name}; the figures are in the table"
  >
    ${bars}
    <line class="axis" x1="${LEFT}" x2="${WIDTH}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}" />
    <text x="${LEFT - 6}" y="${TOP + 8}" text-anchor="end">${count(most)}</text>
    <text x="${LEFT - 6}" y="${HEIGHT - BOTTOM}" text-anchor="end">0</text>
    ${ticks.map(
      ({ edge, anchor }) =>
        html`<text
          x="${place(LEFT + (edge + (isWhole ? 0.5 : 0)) * width)}"
          y="${HEIGHT - 6}"
          text-anchor="${anchor}"
        >
          ${write(edges[edge])}
        </text>`,
    )}
  </svg>`;
}

/** Numbers of their own stand below the middle of their bars; otherwise the edges are named. */
function ticksOf(bins: number, isWhole: boolean): { edge: number; anchor: string }[] {
  if (isWhole) {
    const every = Math.ceil(bins / 10);
    return Array.from({ length: Math.ceil(bins / every) }, (_, tick) => ({
      edge: tick * every,
      anchor: 'middle',
    }));
  }
  return [
    { edge: 0, anchor: 'start' },
    { edge: Math.floor(bins / 2), anchor: 'middle' },
    { edge: bins, anchor: 'end' },
  ];
}

/** The shape alone, for a list; it says nothing that the list does not say in words. */
export function smallBars(heights: readonly number[]): Html {
  const most = Math.max(1, ...heights);
  const width = 120 / Math.max(1, heights.length);
  const bars = heights.map((height, bar) => {
    const size = (height / most) * 28;
    return html`<rect
      x="${place(bar * width)}"
      y="${place(30 - size)}"
      width="${place(Math.max(1, width - 1))}"
      height="${place(size)}"
    />`;
  });
  return html`<svg class="small" viewBox="0 0 120 30" aria-hidden="true">${bars}</svg>`;
}
