import type { BandName, Row } from '@churn-card/models';

export const CUSTOMER_STATUSES = ['active', 'left'] as const;
export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];

export interface Customer {
  readonly id: string;
  /** For people to read in lists. Never an input of the model. */
  readonly name: string | null;
  readonly status: CustomerStatus;
  /** What the model reads, checked. Whatever else was sent is not kept. */
  readonly features: Row;
  /** Up to when the features are known. */
  readonly dataAsOf: Date;
  readonly updatedAt: Date;
}

/** A probability with everything that is needed to say later where it came from. */
export interface Score {
  readonly probability: number;
  readonly band: BandName;
  readonly model: string;
  readonly modelVersion: string;
  readonly modelHash: string;
  /** SHA-256 of the features, hex. */
  readonly inputsHash: string;
  /** What it was made from; null where the history is older than that. */
  readonly features: Row | null;
  readonly scoredAt: Date;
  readonly dataAsOf: Date;
}

export interface ScoredCustomer {
  readonly customer: Customer;
  /** Null where there may be none: too little data, or already left. */
  readonly score: Score | null;
  /** The model that looked at this customer, even where it gave no score. */
  readonly modelHash: string;
}

export interface StoredCustomer extends ScoredCustomer {
  /** The score before it in the history: another probability, or another model. */
  readonly previous: Score | null;
}

/** Letters, digits and a few marks: safe in a URL, a log and a file name, in any language. */
export const CUSTOMER_ID = /^[\p{L}\p{N}][\p{L}\p{N}._:@+-]{0,127}$/u;

/** @returns whether a customer can have this id at all */
export function isCustomerId(id: string): boolean {
  return CUSTOMER_ID.test(id) && id.normalize('NFC') === id;
}
