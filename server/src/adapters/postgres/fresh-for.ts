import { LRUCache } from 'lru-cache';

/**
 * Remembers answers for a short time. A credential is checked on every request, and one that was
 * revoked must be refused within 5 seconds: so no answer is older than 2.
 */
export function freshFor<T extends object>(
  ttlMs: number,
  load: (key: string) => Promise<T>,
): ((key: string) => Promise<T>) & { forget(): void } {
  const cache = new LRUCache<string, Promise<T>>({ max: 10_000, ttl: ttlMs });
  const get = (key: string): Promise<T> => {
    const known = cache.get(key);
    if (known) return known;
    const pending = load(key);
    cache.set(key, pending);
    pending.catch(() => cache.delete(key));
    return pending;
  };
  return Object.assign(get, { forget: () => cache.clear() });
}
