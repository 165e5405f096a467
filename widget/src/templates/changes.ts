import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ChangeView } from '../card-view.ts';

/** What changed since the earlier score. @param lang of the sentences, where it is another one */
export function changesTemplate(
  changes: readonly ChangeView[],
  title: string,
  lang: string | typeof nothing,
): TemplateResult | typeof nothing {
  if (changes.length === 0) return nothing;
  return html`<div class="changes" part="changes">
    <p class="heading" id="changes">${title}</p>
    <ul aria-labelledby="changes">
      ${changes.map(
        ({ sentence, isOurs, points, pointsWord, direction }) =>
          html`<li class=${direction}>
            <span class="sentence" lang=${isOurs ? nothing : lang} dir="auto">${sentence}</span>
            <span class="points">${points}<span class="spoken"> ${pointsWord}</span></span>
          </li>`,
      )}
    </ul>
  </div>`;
}
