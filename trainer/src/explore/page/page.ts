import { basename } from 'node:path';
import { renderPage } from '../../page/render-page.ts';
import type { Exploration } from '../explore.ts';
import type { Finding } from '../findings.ts';
import { columnsSection } from './columns-section.ts';
import { driftSection } from './drift-section.ts';
import { html } from '../../page/html.ts';
import { jointSection } from './joint-section.ts';
import { missingSection } from './missing-section.ts';
import { overviewSection } from './overview-section.ts';
import { pairsSection } from './pairs-section.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from '../../page/style.ts';

/** The whole page as one file that needs nothing else, and may fetch nothing. */
export function explorePage(exploration: Exploration, findings: readonly Finding[]): string {
  const { file, columns } = exploration;
  const anchors = new Map(columns.map(({ column }, index) => [column.name, `column-${index}`]));
  const sections = [
    { id: 'overview', title: 'Overview', body: overviewSection(exploration, findings, anchors) },
    { id: 'columns', title: 'Columns', body: columnsSection(exploration, anchors) },
    { id: 'joint', title: 'Two columns together', body: jointSection(exploration) },
    { id: 'pairs', title: 'Which columns say the same', body: pairsSection(exploration) },
    { id: 'missing', title: 'Missing', body: missingSection(exploration) },
    { id: 'drift', title: 'With time', body: driftSection(exploration.drift) },
  ].filter(({ body }) => body !== null);
  return renderPage({
    title: `${basename(file)} before modelling`,
    intro: html`What the table holds, who left, and what to look at. Groups of fewer than five
    customers are summed or left out, so that nobody can be recognized.`,
    contents: sections,
    body: html`${sections.map(({ body }) => body)}`,
    footer: html`Intervals of shares: Wilson 1927, 95 %. Spearman’s rank correlation: 1904.
    Correlation ratio: Fisher 1925. Cramér’s V corrected for bias: Bergsma 2013. Population
    stability index: Siddiqi 2006. AUC alone: rates cross-fitted over five parts (Micci-Barreca
    2001). Numbers are cut into ten bins of about as many customers; for two columns together, into
    five.`,
    style: STYLE,
    script: SCRIPT,
  });
}
