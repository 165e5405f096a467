import type { Card } from '@churn-card/models';

/** Everything a card can be in the middle of. */
export type CardState =
  | { readonly kind: 'no-customer' }
  | { readonly kind: 'loading' }
  /** `confirmedAt`: when the server last said that this is the card, epoch milliseconds. */
  | { readonly kind: 'card'; readonly card: Card; readonly confirmedAt: number }
  | { readonly kind: 'unknown-customer' }
  | { readonly kind: 'no-permission'; readonly problem?: string }
  | { readonly kind: 'no-model' }
  | { readonly kind: 'incompatible'; readonly problem: string }
  | Offline;

export interface Offline {
  readonly kind: 'offline';
  readonly cause: 'server' | 'token';
  readonly problem: string;
  /** The last known card of this customer, if there was one. */
  readonly last: { readonly card: Card; readonly confirmedAt: number } | null;
  /** When the next try is, epoch milliseconds. */
  readonly retryAt: number;
}
