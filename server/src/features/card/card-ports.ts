import type { Explanation, Model, Row } from '@churn-card/models';
import type { ScoredCustomer, StoredCustomer } from '../../domain/customer.ts';

export interface CardCustomers {
  find(id: string): Promise<StoredCustomer | null>;
  /** Stores the scores, not the customers: one that changed meanwhile keeps its newer score. */
  saveScores(entries: readonly ScoredCustomer[]): Promise<void>;
}

/** Explains off the main thread: reasons take tens of milliseconds, and others are waiting. */
export interface Explainer {
  /** @throws AppError unavailable where too many are waiting already */
  explain(model: Model, row: Row): Promise<Explanation>;
}
