import type { Inputs } from './field-map.ts';

/** What the bank's own system knows of a customer. `null` is unknown. */
export interface CustomerFields {
  readonly creditScore: number | null;
  readonly country: string | null;
  readonly gender: string | null;
  readonly age: number | null;
  readonly tenureYears: number | null;
  /** In euros, over all accounts. */
  readonly balance: number | null;
  readonly products: number | null;
  readonly hasCreditCard: boolean | null;
  readonly isActive: boolean | null;
  /** In euros a year, estimated. */
  readonly salary: number | null;
}

export const BANDS = ['low', 'medium', 'high'] as const;
export type Band = (typeof BANDS)[number];

/** The score beside a name in a list; the card on the customer's page says why. */
export interface Risk {
  readonly probability: number;
  readonly band: Band;
}

export interface Customer {
  readonly id: string;
  /** Null where none is on record. */
  readonly name: string | null;
  readonly fields: CustomerFields;
  /** Null where there is no score. */
  readonly risk: Risk | null;
}

/** What the CRM's back end asks of the churn server, in the CRM's words. */
export interface CustomerBook {
  list(): Promise<readonly Customer[]>;
  /** @returns null where there is no such customer */
  find(id: string): Promise<Customer | null>;
  /** @returns why the record was refused, a sentence each; empty where it was saved */
  save(id: string, inputs: Inputs): Promise<readonly string[]>;
  /** @returns a token with which a page of `origin` may show this one customer's card */
  mintToken(customerId: string, agentId: string, origin: string): Promise<EmbedToken | null>;
}

export interface EmbedToken {
  readonly token: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}
