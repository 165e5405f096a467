import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { MessageView } from '../card-view.ts';
import { doubtsTemplate } from './doubts.ts';

export function messageTemplate({
  title,
  text,
  doubts = [],
  textLang = null,
}: MessageView): TemplateResult {
  return html`<div class="message" part="message">
    <b>${title}</b>
    <p>${text}</p>
    ${doubtsTemplate(doubts, textLang ?? nothing)}
  </div>`;
}
