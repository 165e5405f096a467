import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Offline } from '../card-state.ts';
import { cardView, heroView } from '../card-view.ts';
import type { CardContext } from './card.ts';
import { heroTemplate } from './hero.ts';
import { messageTemplate } from './message.ts';

/** The last known number without its reasons: they would look as good as new. */
export function offlineTemplate(
  { last, retryAt, cause }: Offline,
  { words, now, controls }: CardContext,
): TemplateResult {
  const { strings, format } = words;
  const card = last?.card;
  const relative = retryAt > now ? format.relative(retryAt, now) : null;
  return html`
    ${
      card?.state === 'scored'
        ? html`<div class="hero">${heroTemplate(heroView(card, words))}</div>`
        : nothing
    }
    ${card && card.state !== 'scored' ? withoutNumber() : nothing}
    <p class="doubt" part="message">
      ${cause === 'token' ? strings.noToken : strings.offline}
      ${relative ? strings.tryingAgain(relative) : strings.tryingNow}
      <button type="button" class="link" @click=${controls.tryNow}>${strings.tryNow}</button>
    </p>
  `;

  function withoutNumber(): TemplateResult | typeof nothing {
    const view = card && cardView(card, words, now, 0);
    return view?.kind === 'message' ? messageTemplate(view) : nothing;
  }
}
