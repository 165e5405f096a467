import { place } from '../page/format.ts';
import { html, type Html } from '../page/html.ts';

/** One direction of a chart. */
export interface Axis {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly write: (value: number) => string;
}

export interface Line {
  /** Written at its end; absent: it speaks for itself. */
  readonly name?: string;
  /** Of the style sheet. */
  readonly kind: 'line' | 'second' | 'faint' | 'rule';
  /** [x, y], in the order in which they are joined. */
  readonly points: readonly (readonly [number, number])[];
}

/** Something that stands at one place: a threshold, a best epoch, an observed share. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly name?: string;
  /** From where to where it may really be. */
  readonly interval?: { readonly low: number; readonly high: number };
}

export interface LineChart {
  /** Says what is to be seen, for those who cannot see it. */
  readonly label: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  readonly marks?: readonly Mark[];
  /** Customers along x, drawn as bars at the foot of the chart. */
  readonly density?: readonly {
    readonly from: number;
    readonly to: number;
    readonly share: number;
  }[];
}

const [WIDTH, HEIGHT] = [460, 320];
const [LEFT, RIGHT, TOP, BOTTOM] = [58, 26, 14, 44];

/** Lines over two axes, as wide as its place allows. */
export function lineChart({ label, x, y, lines, marks = [], density = [] }: LineChart): Html {
  const atX = (value: number) =>
    place(LEFT + ((value - x.from) / (x.to - x.from || 1)) * (WIDTH - LEFT - RIGHT));
  const atY = (value: number) =>
    place(HEIGHT - BOTTOM - ((value - y.from) / (y.to - y.from || 1)) * (HEIGHT - BOTTOM - TOP));
  const foot = HEIGHT - BOTTOM;
  const most = Math.max(...density.map(({ share }) => share), 1e-9);
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
    ${y.ticks.map((tick) => html`<line class="grid-line" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${atY(tick)}" y2="${atY(tick)}" /><text x="${LEFT - 8}" y="${atY(tick) + 4}" text-anchor="end">${y.write(tick)}</text>`)}
    ${x.ticks.map((tick) => html`<text x="${atX(tick)}" y="${foot + 17}" text-anchor="middle">${x.write(tick)}</text>`)}
    ${density.map(({ from, to, share }) => html`<rect class="pale" x="${atX(from)}" width="${place(Math.max(atX(to) - atX(from) - 1, 1))}" y="${place(foot - (share / most) * 46)}" height="${place((share / most) * 46)}" />`)}
    <line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${foot}" y2="${foot}" />
    ${lines.map(({ kind, points }) => html`<polyline class="${kind}" points="${points.map(([px, py]) => `${atX(px)},${atY(py)}`).join(' ')}" />`)}
    ${lines.map(({ name, points, kind }) => nameLine(name, kind, points.at(-1), atX, atY))}
    ${marks.map((mark) => drawMark(mark, atX, atY))}
    <text class="title" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">
      ${x.title}
    </text>
    <text
      class="title"
      transform="translate(12 ${(TOP + foot) / 2}) rotate(-90)"
      text-anchor="middle"
    >
      ${y.title}
    </text>
  </svg>`;
}

type Place = (value: number) => number;

function nameLine(
  name: string | undefined,
  kind: string,
  end: readonly [number, number] | undefined,
  atX: Place,
  atY: Place,
): Html | null {
  if (name === undefined || end === undefined) return null;
  const x = Math.min(atX(end[0]), WIDTH - RIGHT) - 4;
  return html`<text
    class="name ${kind}"
    x="${place(x)}"
    y="${place(atY(end[1]) - 6)}"
    text-anchor="end"
    >${name}</text
  >`;
}

function drawMark({ x, y, name, interval }: Mark, atX: Place, atY: Place): Html {
  const isRight = atX(x) > WIDTH / 2;
  return html`${interval ? html`<line class="interval" x1="${atX(x)}" x2="${atX(x)}" y1="${atY(interval.low)}" y2="${atY(interval.high)}" />` : null}<circle
      class="left"
      cx="${atX(x)}"
      cy="${atY(y)}"
      r="4"
    />${name === undefined ? null : html`<text class="name" x="${place(atX(x) + (isRight ? -8 : 8))}" y="${place(atY(y) + 16)}" text-anchor="${isRight ? 'end' : 'start'}">${name}</text>`}`;
}
