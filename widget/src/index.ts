/** What the script tag runs: the element is defined, and nothing else happens. */
import { defineChurnCard } from './churn-card-define.ts';

export { ChurnCard } from './churn-card.ts';
export { addTranslation } from './strings/strings.ts';
export type { Message, Strings, Emphasized } from './strings/strings.ts';
export type { TokenAnswer, TokenProvider } from './token-manager.ts';
export type { ChangeDetail, ErrorCode, ErrorDetail, LoadDetail } from './churn-card-events.ts';

defineChurnCard();
