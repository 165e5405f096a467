import type {
  Changes,
  CounterfactualOptions,
  Counterfactuals,
  Issue,
  Locale,
  Model,
  Row,
  WhatIf,
} from '@churn-card/models';

/** Tries changes off the main thread: a search may take a second. */
export interface WhatIfEngine {
  /** @throws AppError unavailable where too many are waiting already */
  whatIf(
    model: Model,
    row: Row,
    changes: Changes,
    locale: Locale,
  ): Promise<WhatIf | { readonly issues: readonly Issue[] }>;
  /** @throws AppError unavailable where too many are waiting already */
  counterfactuals(model: Model, row: Row, options: CounterfactualOptions): Promise<Counterfactuals>;
}
