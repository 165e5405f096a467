import { place } from '../page/format.ts';
import { html, type Html } from '../page/html.ts';

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly written: string;
  readonly interval?: readonly [low: number, high: number];
}

const WIDTH = 460;
const [LEFT, RIGHT, ROW] = [150, 86, 24];
const LONGEST = 22;

/** One bar a line, with whiskers, the largest value as long as there is place. */
export function barList(label: string, bars: readonly Bar[]): Html {
  const most = Math.max(...bars.map(({ value, interval }) => interval?.[1] ?? value), 1e-9);
  const at = (value: number) => place(LEFT + (Math.max(value, 0) / most) * (WIDTH - LEFT - RIGHT));
  const height = bars.length * ROW + 6;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">
    ${bars.map(({ name, value, written, interval }, index) => {
      const y = index * ROW + 4;
      return html`<text class="name" x="${LEFT - 8}" y="${y + 13}" text-anchor="end"
          >${shorten(name)}</text
        ><rect
          class="stayed"
          x="${LEFT}"
          y="${y}"
          width="${place(at(value) - LEFT)}"
          height="${ROW - 8}"
        />${interval ? html`<line class="interval" x1="${at(interval[0])}" x2="${at(interval[1])}" y1="${y + 8}" y2="${y + 8}" />` : null}<text
          x="${place(at(Math.max(value, interval?.[1] ?? 0)) + 6)}"
          y="${y + 13}"
          >${written}</text
        >`;
    })}
  </svg>`;
}

function shorten(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}
