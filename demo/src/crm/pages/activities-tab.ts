import type { Customer } from '../customer.ts';
import { html, type Html } from '../html.ts';
import { activitiesOf, type Activity } from '../history.ts';
import { icon } from '../icons.ts';
import { ago, date, type View } from '../view.ts';

export function activitiesTab(view: View, customer: Customer): Html {
  return html`<section class="panel">
    <h2>${view.texts.tabs.activities}</h2>
    ${activityList(view, activitiesOf(customer, view.today))}
  </section>`;
}

export function activityList(view: View, activities: readonly Activity[]): Html {
  const { texts } = view;
  return html`<ol class="activities">
    ${activities.map(
      ({ kind, subject, at, by }) =>
        html`<li>
          <span class="dot">${icon(kind)}</span>
          <div>
            <b>${texts.subjects[kind][subject]}</b>
            <small>${texts.activityKinds[kind]} ${texts.by(by)}</small>
          </div>
          <time datetime="${at.toISOString()}" title="${date(view, at)}">${ago(view, at)}</time>
        </li>`,
    )}
  </ol>`;
}
