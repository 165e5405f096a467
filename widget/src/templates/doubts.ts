import { html, type nothing, type TemplateResult } from 'lit/html.js';

/** @param lang of the texts, where it is another one than the card's */
export function doubtsTemplate(
  doubts: readonly string[],
  lang: string | typeof nothing,
): TemplateResult[] {
  return doubts.map(
    (doubt) => html`<p class="doubt" part="doubt" lang=${lang} dir="auto">${doubt}</p>`,
  );
}
