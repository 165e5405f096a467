import type { BandName } from '@churn-card/models';
import type { Customer, ScoredCustomer, StoredCustomer } from '../../domain/customer.ts';

export interface CustomerStore {
  /** All of them or none. */
  save(entries: readonly ScoredCustomer[]): Promise<void>;
  /** Stores the scores, not the customers: one that changed meanwhile keeps its newer score. */
  saveScores(entries: readonly ScoredCustomer[]): Promise<void>;
  find(id: string): Promise<StoredCustomer | null>;
  /** Those that another model looked at last, by id. */
  notScoredBy(modelHash: string, afterId: string, limit: number): Promise<readonly Customer[]>;
  /** Removes the customer and everything known about it. @returns whether there was one */
  remove(id: string): Promise<boolean>;
  /** Active customers, the likeliest to leave first; those without a score last. */
  worklist(query: WorklistQuery): Promise<readonly WorklistEntry[]>;
}

export interface WorklistQuery {
  readonly limit: number;
  readonly band?: BandName;
  /** Where the previous page ended. */
  readonly after?: WorklistPosition;
}

/** A customer without a score stands at probability -1. */
export interface WorklistPosition {
  readonly probability: number;
  readonly id: string;
}

export interface WorklistEntry {
  readonly id: string;
  readonly name: string | null;
  readonly probability: number | null;
  readonly band: BandName | null;
  readonly scoredAt: Date | null;
  readonly dataAsOf: Date;
}
