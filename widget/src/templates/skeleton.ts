import { html, type TemplateResult } from 'lit/html.js';
import type { Words } from '../strings/strings.ts';

/** Blocks in the lines of a card that is there, so that nothing jumps when it is. */
export function skeletonTemplate({ strings }: Words): TemplateResult {
  return html`
    <span class="spoken">${strings.loading}</span>
    <div class="hero" aria-hidden="true"><span class="number blank">&nbsp;</span></div>
    <p class="horizon" aria-hidden="true"><span class="blank">&nbsp;</span></p>
    <div class="scale" aria-hidden="true">
      <div class="track"></div>
      <div class="labels"></div>
    </div>
  `;
}
