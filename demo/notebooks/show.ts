/** Tables and small charts for the cells of a notebook, each as HTML and as plain text. */

/** An object that a notebook shows by its media types. */
export type Shown = Readonly<Record<symbol, () => Record<string, string>>>;

interface Kernel {
  readonly Deno: { readonly jupyter: { display(shown: Shown): Promise<void> } };
}

/**
 * Shows something below the cell. A value that a cell ends with would be shown, too, but sent only
 * after the kernel has said that it is done: a program that runs notebooks may have stopped listening.
 */
export async function display(shown: Shown): Promise<void> {
  await (globalThis as unknown as Kernel).Deno.jupyter.display(shown);
}

type Cell = string | number;

export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): Shown {
  const isNumber = head.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  const texts = rows.map((row) => row.map(write));
  const widths = head.map((name, column) =>
    Math.max(name.length, ...texts.map((row) => row[column].length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        isNumber[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
      )
      .join('  ')
      .trimEnd();
  const align = (column: number) => (isNumber[column] ? 'right' : 'left');
  const row = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell, column) => `<${tag} style="text-align:${align(column)}">${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  const html = `<table>${row('th', head)}${texts.map((cells) => row('td', cells)).join('')}</table>`;
  return show(html, [head, ...texts].map(line).join('\n'));
}

export interface Bar {
  readonly label: string;
  /** From 0 to 1. */
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly note?: string;
}

/** Shares side by side, with intervals where there are some. */
export function bars(title: string, entries: readonly Bar[]): Shown {
  const most = Math.max(...entries.map(({ value, high = value }) => high));
  const x = (share: number) => round(LABEL + (share / most) * (WIDTH - LABEL - NOTE));
  const drawn = entries.map(({ label, value, low, high, note = '' }, index) => {
    const top = index * BAR;
    const middle = top + BAR / 2;
    const whisker =
      low === undefined || high === undefined
        ? ''
        : `<path d="M${x(low)} ${middle}H${x(high)}" stroke="currentColor"/>`;
    return `<text x="${LABEL - 8}" y="${middle}" text-anchor="end" dy=".35em">${escapeHtml(label)}</text>
<rect x="${LABEL}" y="${top + 3}" width="${round(x(value) - LABEL)}" height="${BAR - 6}" fill="${COLORS[0]}"/>
${whisker}<text x="${x(high ?? value) + 8}" y="${middle}" dy=".35em">${percent(value)} ${escapeHtml(note)}</text>`;
  });
  const plain = entries.map(({ label, value, note = '' }) => `${label}: ${percent(value)} ${note}`);
  const svg = svgOf(WIDTH, entries.length * BAR, title, drawn.join('\n'));
  return show(`<b>${escapeHtml(title)}</b><br>${svg}`, [title, ...plain].join('\n').trimEnd());
}

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly isDashed?: boolean;
}

/** Lines over a plane whose axes fit them. */
export function lines(
  title: string,
  { x, y }: { readonly x: string; readonly y: string },
  drawn: readonly Line[],
): Shown {
  const all = drawn.flatMap(({ points }) => points);
  const horizontal = scale(
    all.map(([value]) => value),
    [MARGIN, CHART - PADDING],
  );
  const vertical = scale(
    all.map(([, value]) => value),
    [CHART - MARGIN, PADDING / 2],
  );
  const paths = drawn.map(({ points, isDashed }, index) => {
    const path = points.map(([a, b]) => `${horizontal.at(a)} ${vertical.at(b)}`).join('L');
    const dashes = isDashed ? ' stroke-dasharray="4 4"' : '';
    return `<path d="M${path}" fill="none" stroke="${COLORS[index % COLORS.length]}" stroke-width="2"${dashes}/>`;
  });
  const axes = `<path d="M${MARGIN} ${PADDING / 2}V${CHART - MARGIN}H${CHART - PADDING}" fill="none" stroke="currentColor"/>
${horizontal.ticks.map((value) => `<text x="${horizontal.at(value)}" y="${CHART - MARGIN + 18}" text-anchor="middle">${write(value)}</text>`).join('')}
${vertical.ticks.map((value) => `<text x="${MARGIN - 6}" y="${vertical.at(value)}" dy=".35em" text-anchor="end">${write(value)}</text>`).join('')}
<text x="${(MARGIN + CHART) / 2}" y="${CHART - MARGIN + 42}" text-anchor="middle">${escapeHtml(x)}</text>
<text transform="translate(12 ${(CHART - MARGIN) / 2}) rotate(-90)" text-anchor="middle">${escapeHtml(y)}</text>`;
  const legend = drawn
    .map(
      ({ name }, index) =>
        `<span style="color:${COLORS[index % COLORS.length]}">━</span> ${escapeHtml(name)}`,
    )
    .join(' &nbsp; ');
  const svg = svgOf(CHART, CHART, title, `${axes}${paths.join('')}`);
  const plain = drawn.map(({ name, points }) => `${name}: ${points.length} points`);
  return show(
    `<b>${escapeHtml(title)}</b><br>${svg}<br>${legend}`,
    [`${title} (${x}, ${y})`, ...plain].join('\n'),
  );
}

const WIDTH = 560;
const LABEL = 150;
const NOTE = 150;
const BAR = 24;
const CHART = 360;
/** Below and to the left of a chart, for numbers and names; to the right, half a number. */
const MARGIN = 72;
const PADDING = 24;
/** Seen on light and on dark pages. */
const COLORS = ['#d9480f', '#4c6ef5', '#868e96'];

function scale(values: readonly number[], [from, to]: readonly [number, number]) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const at = (value: number) => round(from + ((value - low) / (high - low || 1)) * (to - from));
  return { at, ticks: [low, (low + high) / 2, high] };
}

function svgOf(width: number, height: number, title: string, body: string): string {
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}" font-size="12" fill="currentColor">${body}</svg>`;
}

function show(html: string, plain: string): Shown {
  return { [Symbol.for('Jupyter.display')]: () => ({ 'text/html': html, 'text/plain': plain }) };
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function write(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(3)));
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
