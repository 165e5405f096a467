import { html } from '../html.ts';
import type { View } from '../view.ts';
import { layout } from './layout.ts';

/** A page for when there is none. */
export function problemPage(view: View, problem: 'notFound' | 'noServer'): string {
  const { problems } = view.texts;
  const content = html`<div class="panel empty">
    <h1>${problems[problem]}</h1>
    <p>${problems[`${problem}Text`]}</p>
    <a class="button" href="/customers">${problems.back}</a>
  </div>`;
  return layout(view, { title: problems[problem], section: null, content });
}
