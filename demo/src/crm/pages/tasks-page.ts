import type { Customer } from '../customer.ts';
import { html } from '../html.ts';
import { nextTaskOf } from '../history.ts';
import { AGENT, profileOf } from '../profile.ts';
import { date, type View } from '../view.ts';
import { layout } from './layout.ts';
import { avatar } from './parts.ts';

const MOST_TASKS = 25;

/** What the agent who is logged in has to do next. */
export function tasksPage(view: View, customers: readonly Customer[]): string {
  const { texts } = view;
  const due = customers
    .flatMap((customer) => {
      const profile = profileOf(customer);
      const task = nextTaskOf(customer, view.today);
      return task && profile.manager === AGENT.name ? [{ id: customer.id, profile, task }] : [];
    })
    .sort((a, b) => a.task.due.getTime() - b.task.due.getTime())
    .slice(0, MOST_TASKS);
  const content = html`
    <div class="title-row">
      <h1>${texts.tasks}</h1>
      <span class="faint">${texts.tasksIntro}</span>
    </div>
    <div class="panel">
      <ul class="tasks">
        ${due.map(
          ({ id, profile, task }) =>
            html`<li>
              ${avatar(profile)}
              <div>
                <b>${texts.taskSubjects[task.subject]}</b>
                <a href="/customers/${encodeURIComponent(id)}">${profile.name}</a>
              </div>
              <time datetime="${task.due.toISOString()}">${date(view, task.due)}</time>
            </li>`,
        )}
      </ul>
    </div>
  `;
  return layout(view, { title: texts.tasks, section: 'tasks', content });
}
