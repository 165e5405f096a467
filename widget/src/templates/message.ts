import { html, type TemplateResult } from 'lit/html.js';
import type { MessageView } from '../card-view.ts';

export function messageTemplate({ title, text }: MessageView): TemplateResult {
  return html`<div class="message" part="message">
    <b>${title}</b>
    <p>${text}</p>
  </div>`;
}
