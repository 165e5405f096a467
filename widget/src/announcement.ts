import { cardView, heroView } from './card-view.ts';
import type { Words } from './strings/strings.ts';
import type { CardState } from './card-state.ts';
import { messageOf } from './message-view.ts';

/** One line for a screen reader, when something changed that its user did not ask for. */
export function announcementOf(state: CardState, words: Words): string {
  if (state.kind === 'offline') {
    return state.cause === 'token' ? words.strings.noToken : words.strings.offline;
  }
  if (state.kind !== 'card') return messageOf(state, words)?.title ?? '';
  if (state.card.state === 'scored') return heroView(state.card, words).spoken;
  const view = cardView(state.card, words, 0, 0);
  return view.kind === 'message' ? view.title : '';
}
