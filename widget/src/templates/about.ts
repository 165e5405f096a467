import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { AboutView } from '../card-view.ts';
import type { Words } from '../strings/strings.ts';

export function aboutTemplate(
  { purpose, trackRecord, facts }: AboutView,
  lang: string | typeof nothing,
  { strings }: Words,
): TemplateResult {
  return html`<details class="about" part="about">
    <summary>${strings.about}</summary>
    <p lang=${lang} dir="auto">${purpose}</p>
    <p>${strings.aboutPoints}</p>
    ${trackRecord ? html`<p>${trackRecord}</p>` : nothing}
    <dl>
      ${facts.map(
        ({ name, value }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
