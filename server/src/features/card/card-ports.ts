import type { Explanation, Model, Row, ScoreChange } from '@churn-card/models';
import type { ScoredCustomer, StoredCustomer } from '../../domain/customer.ts';

export interface CardCustomers {
  find(id: string): Promise<StoredCustomer | null>;
  /** Stores the scores, not the customers: one that changed meanwhile keeps its newer score. */
  saveScores(entries: readonly ScoredCustomer[]): Promise<void>;
}

/** Explains off the main thread: reasons take milliseconds each, and others are waiting. */
export interface Explainer {
  /**
   * Somebody waits in front of a card: goes before whatever is in the queue of `explainAll`.
   *
   * @throws AppError unavailable where too many are waiting already
   */
  explain(model: Model, row: Row): Promise<Explanation>;
  /**
   * Divides what changed between two rows of a customer among their inputs.
   *
   * @throws AppError unavailable where too many are waiting already
   */
  explainChange(model: Model, before: Row, after: Row): Promise<ScoreChange>;
  /**
   * Explains many customers on all threads.
   *
   * @returns in the order of the rows
   * @throws AppError unavailable where too many are waiting already
   */
  explainAll(model: Model, rows: readonly Row[]): Promise<Explanation[]>;
}
