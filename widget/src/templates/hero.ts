import { html, type TemplateResult } from 'lit/html.js';
import type { HeroView } from '../card-view.ts';

/** The number and its word. They are read as one line, not as "63" and a sign. */
export function heroTemplate(view: HeroView): TemplateResult {
  return html`<span class="spoken">${view.spoken}</span>
    <span class="number" part="number" aria-hidden="true"
      >${view.number.map(({ kind, text }) =>
        kind === 'sign' ? html`<small>${text}</small>` : html`<span>${text}</span>`,
      )}</span
    >
    <span class="band" part="band" aria-hidden="true">${view.bandWord}</span>`;
}
