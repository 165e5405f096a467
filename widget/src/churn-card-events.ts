import type { BandName, Card } from '@churn-card/models';
import type { CardState } from './card-state.ts';

/** A customer's card is there for the first time. */
export interface LoadDetail {
  readonly customerId: string;
  readonly state: Card['state'];
  /** Null where there is no score. */
  readonly probability: number | null;
  readonly band: BandName | null;
  readonly model: string;
  readonly modelVersion: string;
}

/** Another probability, band or state than a moment ago, of the same customer. */
export interface ChangeDetail extends LoadDetail {
  readonly previousProbability: number | null;
  readonly previousBand: BandName | null;
}

/** The card shows no score, or a dated one. */
export interface ErrorDetail {
  readonly customerId: string;
  readonly code: ErrorCode;
  /** For developers, in English: what was expected and what was found. Never shown. */
  readonly message: string;
}

export type ErrorCode = Exclude<CardState['kind'], 'no-customer' | 'loading' | 'card'> | 'render';

type EventName = 'churn-card-load' | 'churn-card-change' | 'churn-card-error';

/** Tells the host. What its listeners throw is reported as theirs and stops nothing here. */
export function tellHost<Name extends EventName>(
  element: Element,
  name: Name,
  detail: HTMLElementEventMap[Name]['detail'],
): void {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

export function loadDetail(card: Card): LoadDetail {
  const { customerId, state, model, modelVersion } = card;
  return { customerId, state, ...scoreOf(card), model, modelVersion };
}

/** @returns null where nothing changed that a reader of the card would notice */
export function changeDetail(before: Card, after: Card): ChangeDetail | null {
  const previous = scoreOf(before);
  const current = scoreOf(after);
  const same =
    before.state === after.state &&
    previous.probability === current.probability &&
    previous.band === current.band;
  return same
    ? null
    : {
        ...loadDetail(after),
        previousProbability: previous.probability,
        previousBand: previous.band,
      };
}

function scoreOf(card: Card): { probability: number | null; band: BandName | null } {
  return card.state === 'scored'
    ? { probability: card.probability, band: card.band }
    : { probability: null, band: null };
}

declare global {
  interface HTMLElementEventMap {
    'churn-card-load': CustomEvent<LoadDetail>;
    'churn-card-change': CustomEvent<ChangeDetail>;
    'churn-card-error': CustomEvent<ErrorDetail>;
  }
}
