import { html, type TemplateResult } from 'lit/html.js';
import type { ScaleView } from '../card-view.ts';

/** The bar. Labels get their places from `place-labels.ts` once their width is known. */
export function scaleTemplate({ fill, marks, spoken }: ScaleView): TemplateResult {
  return html`<div class="scale" part="scale" role="img" aria-label=${spoken}>
    <div class="track"><i class="fill" .style=${`inline-size:${fill}%`}></i></div>
    ${marks.map(({ at }) => html`<i class="mark" .style=${`inset-inline-start:${at}%`}></i>`)}
    <div class="labels">
      ${marks.map(({ at, label }) => html`<span data-at=${at}>${label}</span>`)}
    </div>
  </div>`;
}
