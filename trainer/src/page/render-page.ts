import { createHash } from 'node:crypto';
import { html, type Html } from './html.ts';

export interface Page {
  readonly title: string;
  readonly intro: Html;
  /** Parts of the page to go to. */
  readonly contents: readonly { readonly id: string; readonly title: string }[];
  readonly body: Html;
  readonly footer: Html;
  readonly style: string;
  readonly script: string;
}

/**
 * One file that needs nothing else and may fetch nothing: the policy allows its own style and script
 * by their hashes, and nothing from anywhere.
 */
export function renderPage({ title, intro, contents, body, footer, style, script }: Page): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'"
        />
        <title>${title}</title>
        ${element('style', style)}
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p>${intro}</p>
          <nav aria-label="Parts of the page">
            <ul>
              ${contents.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main>${body}</main>
        <footer><p>${footer}</p></footer>
        ${element('script', script)}
      </body>
    </html> `.html;
}

/** Not written as HTML, since the hash counts every space inside. */
function element(name: 'style' | 'script', text: string): Html {
  return { html: `<${name}>${text}</${name}>` };
}

/** As a Content-Security-Policy names what it allows (CSP Level 3, 2.3.1). */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
