import { ChurnCard } from './churn-card.ts';

export const TAG_NAME = 'churn-card';

/** The first copy on a page wins; a second one, or another version, must not throw at the host. */
export function defineChurnCard(): void {
  if (!customElements.get(TAG_NAME)) customElements.define(TAG_NAME, ChurnCard);
}
