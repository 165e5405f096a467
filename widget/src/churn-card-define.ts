import { ChurnCard } from './churn-card.ts';

/** The first copy on a page wins; a second one, or another version, must not throw at the host. */
export function defineChurnCard(): void {
  if (!customElements.get('churn-card')) customElements.define('churn-card', ChurnCard);
}
