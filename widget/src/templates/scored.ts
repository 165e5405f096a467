import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ScoredView, TrackRecordView, TrendView } from '../card-view.ts';
import { aboutTemplate } from './about.ts';
import type { CardContext } from './card.ts';
import { changesTemplate } from './changes.ts';
import { dotsTemplate } from './dots.ts';
import { doubtsTemplate } from './doubts.ts';
import { heroTemplate } from './hero.ts';
import { reasonsTemplate } from './reasons.ts';
import { scaleTemplate } from './scale.ts';

export function scoredTemplate(view: ScoredView, context: CardContext): TemplateResult {
  const lang = view.textLang ?? nothing;
  return html`
    <div class="hero">${heroTemplate(view.hero)} ${view.trend ? trend(view.trend) : nothing}</div>
    <p class="horizon" part="horizon" lang=${lang} dir="auto">${view.horizon}</p>
    ${view.trend?.note ? html`<p class="note">${view.trend.note}</p>` : nothing}
    ${scaleTemplate(view.scale)} ${view.trackRecord ? trackRecord(view.trackRecord) : nothing}
    ${changesTemplate(view.trend?.changes ?? [], context.words.strings.changed, lang)}
    ${reasonsTemplate(view.reasons, lang, context)} ${doubtsTemplate(view.doubts, lang)}
    ${aboutTemplate(view.about, lang, context.words)}
  `;
}

const ARROWS = { up: '▲', down: '▼', steady: '' } as const;

function trend({ direction, amount, since, spokenDirection }: TrendView): TemplateResult {
  return html`<span class="trend ${direction}" part="trend">
    ${
      ARROWS[direction]
        ? html`<b
            ><span aria-hidden="true">${ARROWS[direction]} </span
            ><span class="spoken">${spokenDirection} </span>${amount}</b
          >`
        : html`<span>${amount}</span>`
    }
    <span>${since}</span>
  </span>`;
}

function trackRecord({ left, sentence }: TrackRecordView): TemplateResult {
  return html`<div class="track-record" part="track-record">
    ${dotsTemplate(left)}
    <p>${sentence.before}<b>${sentence.strong}</b>${sentence.after}</p>
  </div>`;
}
