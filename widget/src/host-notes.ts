import type { Card } from '@churn-card/models';
import { announcementOf } from './announcement.ts';
import type { CardState } from './card-state.ts';
import { changeDetail, loadDetail, tellHost } from './churn-card-events.ts';
import type { Words } from './strings/strings.ts';

/** Tells the host what happens, and a screen reader what it would otherwise miss. */
export class HostNotes {
  #shown: Card | null = null;
  #announcement = '';

  /** One line; empty while there is nothing new. */
  get announcement(): string {
    return this.#announcement;
  }

  follow(element: Element, customerId: string, state: CardState, words: Words): void {
    switch (state.kind) {
      case 'no-customer':
      case 'loading':
        this.#shown = null;
        this.#announcement = '';
        return;
      case 'card': {
        const before = this.#shown;
        const change = before && changeDetail(before, state.card);
        this.#shown = state.card;
        // A card that comes up is read when the user gets to it; one that changes would be missed.
        if (!before) tellHost(element, 'churn-card-load', loadDetail(state.card));
        if (!change) return;
        this.#announcement = announcementOf(state, words);
        return tellHost(element, 'churn-card-change', change);
      }
      default: {
        this.#announcement = announcementOf(state, words);
        const message = ('problem' in state && state.problem) || state.kind;
        tellHost(element, 'churn-card-error', { customerId, code: state.kind, message });
      }
    }
  }
}
