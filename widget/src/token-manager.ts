/** What a `tokenProvider` returns: an embed token, as text or as the server's own answer. */
export type TokenAnswer = string | { readonly token: string };

/** Asks the host's back end for an embed token that is good for this customer. */
export type TokenProvider = (customerId: string) => TokenAnswer | Promise<TokenAnswer>;

/** Where tokens come from: an address of the host, or its callback. */
export type TokenSource = string | TokenProvider;

/** The host's back end turns this agent away; trying again would change nothing. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly kind: 'no-permission' | 'unknown-customer';

  constructor(kind: TokenRefused['kind']) {
    super(kind);
    this.kind = kind;
  }
}

interface Held {
  readonly token: Promise<string>;
  readonly since: number;
  /** In ms of `now`. */
  renewAt: number;
}

/** Of a token's life, after which another one is fetched while this one still works. */
const RENEW_AT_SHARE = 0.8;
/** For a token that does not tell: the usual life of an embed token. */
const ASSUMED_LIFE_MS = 300_000;
/** One page shows a few customers; a page that goes through thousands must not keep all tokens. */
const MAX_HELD = 200;

/**
 * Holds the tokens of a page, in memory only: one a customer, fetched once for however many cards
 * ask at the same time, renewed at 80 % of its life.
 */
export class TokenManager {
  readonly #held = new Map<TokenSource, Map<string, Held>>();
  readonly #fetch: typeof globalThis.fetch;
  readonly #now: () => number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(fetch: typeof globalThis.fetch, now: () => number) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /**
   * @throws TokenRefused where the host's back end says 401, 403 or 404
   * @throws Error where it gives none, whatever the reason
   */
  get(source: TokenSource, customerId: string): Promise<string> {
    const ofSource = this.#held.get(source) ?? new Map<string, Held>();
    const held = ofSource.get(customerId);
    if (held && this.#now() < held.renewAt) return held.token;
    const token = this.#ask(source, customerId);
    const fresh: Held = { token, since: this.#now(), renewAt: Infinity };
    token.then(
      (text) => (fresh.renewAt = this.#now() + lifeMs(text) * RENEW_AT_SHARE),
      () => this.#drop(source, customerId, fresh),
    );
    this.#held.set(source, ofSource.set(customerId, fresh));
    dropOldest(ofSource);
    dropOldest(this.#held);
    return token;
  }

  /**
   * For a token that was refused, or that never came.
   *
   * @param atLeastMs a younger one is kept: asking for another at once would bring the same
   * @returns whether the next one will be another
   */
  forget(source: TokenSource, customerId: string, atLeastMs = 0): boolean {
    const held = this.#held.get(source)?.get(customerId);
    if (held && this.#now() - held.since < atLeastMs) return false;
    if (held) this.#drop(source, customerId, held);
    return true;
  }

  async #ask(source: TokenSource, customerId: string): Promise<string> {
    const answer =
      typeof source === 'string'
        ? await askAddress(this.#fetch, source, customerId)
        : await source(customerId);
    const token: unknown = typeof answer === 'string' ? answer : answer?.token;
    // A line break in a header would throw much later and say less.
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
      throw new TypeError('the token must be a text, or an object with a text "token"');
    }
    return token;
  }

  #drop(source: TokenSource, customerId: string, held: Held): void {
    const ofSource = this.#held.get(source);
    if (ofSource?.get(customerId) === held) ofSource.delete(customerId);
    if (ofSource?.size === 0) this.#held.delete(source);
  }
}

/** `GET <address>?customer=<id>`, answered with `{ "token": "…" }`. */
async function askAddress(
  fetch: typeof globalThis.fetch,
  address: string,
  customerId: string,
): Promise<TokenAnswer> {
  const url = new URL(address);
  url.searchParams.set('customer', customerId);
  const response = await fetch(url, {
    headers: { Accept: 'application/json' },
    credentials: 'same-origin',
    cache: 'no-store',
  });
  if (response.status === 401 || response.status === 403) throw new TokenRefused('no-permission');
  if (response.status === 404) throw new TokenRefused('unknown-customer');
  if (!response.ok) throw new Error(`the token address answered with status ${response.status}`);
  return (await response.json()) as TokenAnswer;
}

/** Life as the token itself has it, so that a wrong clock in the page does no harm. */
function lifeMs(token: string): number {
  try {
    const payload = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    const { iat, exp } = JSON.parse(atob(payload)) as { iat: number; exp: number };
    const life = (exp - iat) * 1000;
    return life > 0 ? life : ASSUMED_LIFE_MS;
  } catch {
    return ASSUMED_LIFE_MS;
  }
}

function dropOldest<K>(map: Map<K, unknown>): void {
  for (const key of map.keys()) {
    if (map.size <= MAX_HELD) return;
    map.delete(key);
  }
}
