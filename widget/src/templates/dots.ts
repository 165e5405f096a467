import { svg, html, type TemplateResult } from 'lit/html.js';

const COLUMNS = 20;
const ROWS = 5;
const STEP = 5.5;

/** A hundred dots, the first of them filled. Two paths: a hundred elements a card would be many. */
export function dotsTemplate(filled: number): TemplateResult {
  return html`<svg
    class="dots"
    viewBox="0 0 ${COLUMNS * STEP} ${ROWS * STEP}"
    aria-hidden="true"
    focusable="false"
  >
    ${svg`<path class="rest" d=${dots(filled, COLUMNS * ROWS)} />`}
    ${svg`<path class="left" d=${dots(0, filled)} />`}
  </svg>`;
}

/** Lines of no length, which round caps turn into dots. */
function dots(from: number, to: number): string {
  let path = '';
  for (let dot = from; dot < to; dot++) {
    const x = ((dot % COLUMNS) + 0.5) * STEP;
    const y = (Math.floor(dot / COLUMNS) + 0.5) * STEP;
    path += `M${x} ${y}h0`;
  }
  return path;
}
