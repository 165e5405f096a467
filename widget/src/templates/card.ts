import { html, nothing, type TemplateResult } from 'lit/html.js';
import { announcementOf } from '../announcement.ts';
import type { CardState } from '../card-state.ts';
import { cardView } from '../card-view.ts';
import { freshnessOf, lastKnownOf, type FreshnessView } from '../freshness.ts';
import { messageOf } from '../message-view.ts';
import type { Words } from '../strings/strings.ts';
import { messageTemplate } from './message.ts';
import { offlineTemplate } from './offline.ts';
import { scoredTemplate } from './scored.ts';
import { skeletonTemplate } from './skeleton.ts';

export interface CardContext {
  readonly words: Words;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly maxReasons: number;
  /** Whether a screen reader shall say what the state is. */
  readonly isNews: boolean;
  readonly controls: CardControls;
}

/** What the user opened and closed, and what a click does. */
export interface CardControls {
  showsAll: boolean;
  /** By key of the reason; absent for as it comes. */
  readonly opened: Map<string, boolean>;
  readonly update: () => void;
  readonly tryNow: () => void;
}

export function cardTemplate(state: CardState, context: CardContext): TemplateResult {
  const { strings, tag } = context.words;
  const news = context.isNews ? announcementOf(state, context.words) : '';
  return html`<div
    class="card ${bandClass(state)}"
    part="card"
    role="group"
    lang=${tag}
    dir=${strings.direction}
    aria-labelledby="title"
    aria-busy=${state.kind === 'loading' ? 'true' : 'false'}
  >
    <div class="header" part="header">
      <b id="title">${strings.title}</b>
      ${isDemo(state) ? html`<span class="demo">${strings.demo}</span>` : nothing}
      ${freshnessTemplate(state, context)}
    </div>
    ${bodyTemplate(state, context)}
    <p class="spoken" role="status">${news}</p>
  </div>`;
}

function bodyTemplate(state: CardState, context: CardContext): TemplateResult {
  if (state.kind === 'offline') return offlineTemplate(state, context);
  if (state.kind === 'card') {
    const view = cardView(state.card, context.words, context.now, context.maxReasons);
    return view.kind === 'scored' ? scoredTemplate(view, context) : messageTemplate(view);
  }
  const message = messageOf(state, context.words);
  return message ? messageTemplate(message) : skeletonTemplate(context.words);
}

function freshnessTemplate(
  state: CardState,
  { words, now }: CardContext,
): TemplateResult | typeof nothing {
  let view: FreshnessView;
  if (state.kind === 'card') view = freshnessOf(state.card, words, now);
  else if (state.kind === 'offline' && state.last) {
    view = lastKnownOf(state.last.confirmedAt, words, now);
  } else return nothing;
  return html`<span class="freshness" title=${view.exact}>${view.text}</span>`;
}

function bandClass(state: CardState): string {
  if (state.kind === 'card' && state.card.state === 'scored') {
    const isStale = state.card.doubts.some(({ code }) => code === 'stale');
    return isStale ? `${state.card.band} stale` : state.card.band;
  }
  return state.kind === 'offline' ? 'offline' : '';
}

function isDemo(state: CardState): boolean {
  if (state.kind === 'card') return state.card.demo;
  return state.kind === 'offline' && state.last?.card.demo === true;
}
