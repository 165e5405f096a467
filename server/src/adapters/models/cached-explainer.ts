import type { Explanation } from '@churn-card/models';
import { LRUCache } from 'lru-cache';
import { inputsHash } from '../../domain/scoring.ts';
import type { Explainer } from '../../features/card/card-ports.ts';

/** The same inputs and the same model give the same reasons: nobody waits for them twice. */
export function cachedExplainer(inner: Explainer, entries: number): Explainer {
  // Promises, so that two cards of one customer that open together share one computation.
  const cache = new LRUCache<string, Promise<Explanation>>({ max: entries });
  return {
    explain(model, row) {
      const key = `${model.hash}:${inputsHash(row)}`;
      const known = cache.get(key);
      if (known) return known;
      const pending = inner.explain(model, row);
      cache.set(key, pending);
      pending.catch(() => cache.delete(key));
      return pending;
    },
  };
}
