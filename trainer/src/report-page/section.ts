import { html, type Html } from '../page/html.ts';

/** A part of the page, named in its contents. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export function drawSection({ id, title, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section>`;
}

/** A picture with what it says above it. */
export function figure(caption: string, picture: Html, note?: string): Html {
  return html`<figure>
    <figcaption>${caption}</figcaption>
    ${picture}${note ? html`<p class="aside">${note}</p>` : null}
  </figure>`;
}
