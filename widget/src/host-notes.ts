import type { Card } from '@churn-card/models';
import type { CardState } from './card-state.ts';
import { changeDetail, loadDetail, tellHost } from './churn-card-events.ts';

/** Tells the host what happens, and keeps in mind whether a screen reader would miss it. */
export class HostNotes {
  #shown: Card | null = null;
  #isNews = false;

  /** A card that comes up is read when its user gets to it; what it becomes later is news. */
  get isNews(): boolean {
    return this.#isNews;
  }

  follow(element: Element, customerId: string, state: CardState): void {
    switch (state.kind) {
      case 'no-customer':
      case 'loading':
        this.#shown = null;
        this.#isNews = false;
        return;
      case 'card': {
        const before = this.#shown;
        const change = before && changeDetail(before, state.card);
        this.#shown = state.card;
        if (!before) tellHost(element, 'churn-card-load', loadDetail(state.card));
        if (!change) return;
        this.#isNews = true;
        return tellHost(element, 'churn-card-change', change);
      }
      default: {
        this.#isNews = true;
        const message = ('problem' in state && state.problem) || state.kind;
        tellHost(element, 'churn-card-error', { customerId, code: state.kind, message });
      }
    }
  }
}
