import type { Customer, CustomerFields } from '../customer.ts';
import { html, type Html } from '../html.ts';
import { activitiesOf, nextTaskOf } from '../history.ts';
import { profileOf } from '../profile.ts';
import { ago, date, euros, number, type View } from '../view.ts';
import { activityList } from './activities-tab.ts';
import { facts } from './parts.ts';

export function overviewTab(view: View, customer: Customer): Html {
  const activities = activitiesOf(customer, view.today);
  const { texts } = view;
  return html`
    ${tiles(view, customer.fields, activities[0].at)}
    <div class="pair">
      <section class="panel">
        <h2>${texts.overview.personal}</h2>
        ${record(view, customer.fields)}
      </section>
      <section class="panel">
        <h2>${texts.overview.contact}</h2>
        ${contact(view, customer)}
      </section>
    </div>
    <section class="panel">
      <h2>
        ${texts.overview.recent}
        <a href="/customers/${encodeURIComponent(customer.id)}/activities" data-swap="#panel"
          >${texts.overview.seeAll}</a
        >
      </h2>
      ${activityList(view, activities.slice(0, 3))}
    </section>
  `;
}

function tiles(view: View, fields: CustomerFields, lastContact: Date): Html {
  const { overview, years, unknown } = view.texts;
  const { tenureYears } = fields;
  const entries = [
    [overview.balance, euros(view, fields.balance)],
    [overview.products, number(view, fields.products)],
    [overview.tenure, tenureYears === null ? unknown : years(tenureYears)],
    [overview.lastContact, ago(view, lastContact)],
  ];
  return html`<dl class="tiles">
    ${entries.map(
      ([name, value]) =>
        html`<div class="panel">
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function record(view: View, fields: CustomerFields): Html {
  const { texts } = view;
  const flag = (is: boolean | null) => (is === null ? texts.unknown : is ? texts.yes : texts.no);
  const word = (words: Readonly<Record<string, string>>, value: string | null) =>
    value === null ? texts.unknown : Object.hasOwn(words, value) ? words[value] : value;
  return facts([
    [texts.fields.age, number(view, fields.age)],
    [texts.fields.gender, word(texts.genders, fields.gender)],
    [texts.fields.country, word(texts.countries, fields.country)],
    [texts.fields.creditScore, number(view, fields.creditScore)],
    [texts.fields.salary, number(view, fields.salary && Math.round(fields.salary))],
    [texts.fields.hasCreditCard, flag(fields.hasCreditCard)],
    [texts.fields.isActive, flag(fields.isActive)],
  ]);
}

function contact(view: View, customer: Customer): Html {
  const { overview, taskSubjects } = view.texts;
  const profile = profileOf(customer);
  const [mailbox, domain] = profile.email.split('@');
  const task = nextTaskOf(customer, view.today);
  return facts([
    [overview.phone, profile.phone],
    [overview.emailAddress, html`${mailbox}<wbr />@${domain}`],
    [overview.address, html`${profile.street}<br />${profile.city}`],
    [overview.manager, profile.manager],
    [
      overview.nextTask,
      task
        ? html`${taskSubjects[task.subject]}<br /><small
              >${overview.due} ${date(view, task.due)}</small
            >`
        : overview.noTask,
    ],
  ]);
}
