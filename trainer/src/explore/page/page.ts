import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Exploration } from '../explore.ts';
import type { Finding } from '../findings.ts';
import { columnsSection } from './columns-section.ts';
import { driftSection } from './drift-section.ts';
import { html, type Html } from './html.ts';
import { jointSection } from './joint-section.ts';
import { missingSection } from './missing-section.ts';
import { overviewSection } from './overview-section.ts';
import { pairsSection } from './pairs-section.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** The whole page as one file that needs nothing else, and may fetch nothing. */
export function explorePage(exploration: Exploration, findings: readonly Finding[]): string {
  const { file, columns } = exploration;
  const anchors = new Map(columns.map(({ column }, index) => [column.name, `column-${index}`]));
  const name = basename(file);
  const sections = [
    { id: 'overview', title: 'Overview', body: overviewSection(exploration, findings, anchors) },
    { id: 'columns', title: 'Columns', body: columnsSection(exploration, anchors) },
    { id: 'joint', title: 'Two columns together', body: jointSection(exploration) },
    { id: 'pairs', title: 'Which columns say the same', body: pairsSection(exploration) },
    { id: 'missing', title: 'Missing', body: missingSection(exploration) },
    { id: 'drift', title: 'With time', body: driftSection(exploration.drift) },
  ].filter(({ body }) => body !== null);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'"
        />
        <title>${name} before modelling</title>
        ${element('style', STYLE)}
      </head>
      <body>
        <header>
          <h1>${name} before modelling</h1>
          <p>
            What the table holds, who left, and what to look at. Groups of fewer than five customers
            are summed or left out, so that nobody can be recognized.
          </p>
          <nav aria-label="Parts of the page">
            <ul>
              ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main>${sections.map(({ body }) => body)}</main>
        <footer>
          <p>
            Intervals of shares: Wilson 1927, 95 %. Correlation ratio: Fisher 1925. Cramér’s V
            corrected for bias: Bergsma 2013. Population stability index: Siddiqi 2006. AUC alone:
            rates cross-fitted over five parts (Micci-Barreca 2001). Numbers are cut into ten bins
            of about as many customers; for two columns together, into five.
          </p>
        </footer>
        ${element('script', SCRIPT)}
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
