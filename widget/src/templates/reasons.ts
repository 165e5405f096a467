import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ReasonsView, ReasonView, SumLine } from '../reasons-view.ts';
import type { Strings } from '../strings/strings.ts';
import type { CardContext, CardControls } from './card.ts';

type Lang = string | typeof nothing;

export function reasonsTemplate(
  view: ReasonsView,
  lang: Lang,
  { words: { strings }, controls }: CardContext,
): TemplateResult {
  const groups = controls.showsAll ? view.all : view.top;
  const first = view.top.raises[0] ?? view.top.lowers[0];
  const list = (id: string, title: string, reasons: readonly ReasonView[]) =>
    reasons.length === 0
      ? nothing
      : html`<div class="heading" id=${id}>${title}</div>
          <ul class=${id} aria-labelledby=${id}>
            ${reasons.map((reason) => reasonTemplate(reason, lang, reason === first, controls))}
          </ul>`;
  return html`<div class="reasons" part="reasons">
    ${list('raises', strings.raises, groups.raises)}
    ${list('lowers', strings.lowers, groups.lowers)}
    ${list('hardly', strings.hardly, groups.hardly)}
    ${controls.showsAll ? sumTemplate(view.sum, strings) : nothing}
    ${view.more ? moreTemplate(view.more, strings, controls) : nothing}
  </div>`;
}

function reasonTemplate(
  { key, sentence, points, pointsWord, width, evidence }: ReasonView,
  lang: Lang,
  isFirst: boolean,
  controls: CardControls,
): TemplateResult {
  const isOpen = controls.opened.get(key) ?? isFirst;
  const toggle = () => {
    controls.opened.set(key, !isOpen);
    controls.update();
  };
  const head = html`<span class="sentence" lang=${lang} dir="auto">${sentence}</span>
    <span class="points">${points}<span class="spoken"> ${pointsWord}</span></span>`;
  return html`<li part="reason">
    ${
      evidence.length > 0
        ? html`<button
            type="button"
            class="reason"
            aria-expanded=${isOpen ? 'true' : 'false'}
            @click=${toggle}
          >
            ${head}
          </button>`
        : html`<div class="reason">${head}</div>`
    }
    <div class="bar" aria-hidden="true"><i .style=${`inline-size:${width}%`}></i></div>
    ${evidence.map((line) => html`<p class="evidence" lang=${lang} dir="auto" ?hidden=${!isOpen}>${line}</p>`)}
  </li>`;
}

function moreTemplate(
  { label, others }: NonNullable<ReasonsView['more']>,
  strings: Strings,
  controls: CardControls,
): TemplateResult {
  const toggle = () => {
    controls.showsAll = !controls.showsAll;
    controls.update();
  };
  return html`<div class="more">
    <button type="button" aria-expanded=${controls.showsAll ? 'true' : 'false'} @click=${toggle}>
      ${controls.showsAll ? strings.less : label}
    </button>
    ${controls.showsAll ? nothing : html`<span class="others">${strings.others} ${others}</span>`}
  </div>`;
}

function sumTemplate(lines: readonly SumLine[], strings: Strings): TemplateResult {
  return html`<div class="heading" id="sum">${strings.addsUp}</div>
    <dl class="sum" aria-labelledby="sum">
      ${lines.map(
        ({ name, value }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`;
}
