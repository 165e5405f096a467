import type { Explanation, Model, Row } from '@churn-card/models';
import { LRUCache } from 'lru-cache';
import { inputsHash } from '../../domain/scoring.ts';
import type { Explainer } from '../../features/card/card-ports.ts';

/** The same inputs and the same model give the same reasons: nobody waits for them twice. */
export function cachedExplainer(inner: Explainer, entries: number): Explainer {
  // Promises, so that two cards of one customer that open together share one computation.
  const cache = new LRUCache<string, Promise<Explanation>>({ max: entries });
  const remember = (model: Model, row: Row, pending: Promise<Explanation>) => {
    const key = keyOf(model, row);
    cache.set(key, pending);
    pending.catch(() => cache.delete(key));
    return pending;
  };
  return {
    explain: (model, row) =>
      cache.get(keyOf(model, row)) ?? remember(model, row, inner.explain(model, row)),
    explainChange: (model, before, after) => inner.explainChange(model, before, after),
    async explainAll(model, rows) {
      const known = rows.map((row) => cache.get(keyOf(model, row)));
      const missing = rows.filter((_, index) => !known[index]);
      const found = missing.length > 0 ? inner.explainAll(model, missing) : Promise.resolve([]);
      const pending = missing.map((row, index) =>
        remember(
          model,
          row,
          found.then((explanations) => explanations[index]),
        ),
      );
      let next = 0;
      return Promise.all(known.map((one) => one ?? pending[next++]));
    },
  };
}

function keyOf(model: Model, row: Row): string {
  return `${model.hash}:${inputsHash(row)}`;
}
