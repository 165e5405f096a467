import { localize, type ModelSpec } from '@churn-card/models';
import type { Report } from '../report/report.ts';
import { html } from '../page/html.ts';
import { renderPage } from '../page/render-page.ts';
import { calibrationBody, rankingBody } from './curves-section.ts';
import { dataBody, driftBody, provenanceBody } from './data-section.ts';
import { dependenceBody, importanceBody } from './features-section.ts';
import { fairnessBody } from './people-section.ts';
import { SCRIPT } from './script.ts';
import { drawSection, type Section } from './section.ts';
import { REPORT_STYLE } from './style.ts';
import { thresholdBody } from './threshold-section.ts';
import { trainingBody } from './training-section.ts';
import { figuresBody, verdictBody } from './verdict-section.ts';

/**
 * `report.html`: the report as one page that needs nothing else and fetches nothing. The same report
 * gives the same bytes.
 */
export function renderReport(spec: ModelSpec, report: Report): string {
  const title = localize(spec.title, 'en');
  const sections: Section[] = [
    { id: 'verdict', title: 'Verdict', body: verdictBody(report) },
    { id: 'figures', title: 'How good it is', body: figuresBody(report) },
    { id: 'threshold-table', title: 'Whom to call', body: thresholdBody(report) },
    { id: 'ranking', title: 'Whom it ranks before whom', body: rankingBody(report) },
    { id: 'calibration', title: 'Whether its word can be taken', body: calibrationBody(report) },
    { id: 'importance', title: 'What it looks at', body: importanceBody(spec, report) },
    { id: 'dependence', title: 'How each feature acts', body: dependenceBody(report) },
    { id: 'fairness', title: 'How it treats groups', body: fairnessBody(report) },
    ...(report.drift
      ? [{ id: 'drift', title: 'What time has changed', body: driftBody(report.drift) }]
      : []),
    { id: 'data', title: 'What it was made from', body: dataBody(report) },
    { id: 'training', title: 'How it was trained', body: trainingBody(spec, report) },
    { id: 'provenance', title: 'How to make it again', body: provenanceBody(spec, report) },
  ];
  return renderPage({
    title: `${title}: model report`,
    intro: html`Model <b>${spec.id}</b>, version <b>${spec.version}</b>. It is made for keeping
      customers, not for decisions on credit, price or eligibility.`,
    contents: sections,
    body: html`${sections.map(drawSection)}`,
    footer: html`Reasons go with a score; they do not cause it. The same facts as data: report.json;
    in two pages: CARD.md.`,
    style: REPORT_STYLE,
    script: SCRIPT,
  });
}
