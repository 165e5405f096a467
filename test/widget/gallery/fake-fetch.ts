/** What a fake server does when it is asked. */
export type FakeAnswer =
  | { readonly status: number; readonly json?: unknown; readonly headers?: Record<string, string> }
  /** A body as it is, whatever it is. */
  | { readonly status: number; readonly text: string; readonly type?: string }
  | 'network-error'
  | 'never';

/** Called for each request; the last answer of a list is repeated. */
export type FakeRoute = readonly FakeAnswer[] | ((request: FakeRequest) => FakeAnswer);

export interface FakeRequest {
  readonly url: URL;
  readonly headers: Headers;
  readonly signal: AbortSignal | null;
}

/**
 * A `fetch` that answers for the risk service and for the host's token address, by customer. Put
 * into `window.fetch` by a test page: the card itself knows nothing of it.
 */
export class FakeFetch {
  readonly requests: FakeRequest[] = [];
  readonly #cards = new Map<string, FakeRoute>();
  #tokens: FakeRoute = [{ status: 200, json: { token: 'token' } }];

  card(customerId: string, route: FakeRoute): this {
    this.#cards.set(customerId, route);
    return this;
  }

  tokens(route: FakeRoute): this {
    this.#tokens = route;
    return this;
  }

  /** @returns requests for a card, without those for a token */
  cardRequests(customerId?: string): FakeRequest[] {
    return this.requests.filter(({ url }) => {
      const id = customerOf(url);
      return id !== null && (customerId === undefined || id === customerId);
    });
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(addressOf(input));
    const request = { url, headers: new Headers(init?.headers), signal: init?.signal ?? null };
    const id = customerOf(url);
    const before = this.requests.filter((other) => customerOf(other.url) === id).length;
    this.requests.push(request);
    const route = id === null ? this.#tokens : (this.#cards.get(id) ?? UNKNOWN);
    const answer =
      typeof route === 'function' ? route(request) : route[Math.min(before, route.length - 1)];
    if (answer === 'network-error') throw new TypeError('Failed to fetch');
    if (answer === 'never') return aborted(request.signal);
    request.signal?.throwIfAborted();
    return responseOf(answer, request.headers);
  };
}

/** What a `fetch` was asked for. */
export function addressOf(input: RequestInfo | URL): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

export function problem(status: number, code: string, headers: Record<string, string> = {}) {
  const json = {
    type: `urn:churn-card:error:${code}`,
    title: code,
    status,
    code,
    detail: '',
    requestId: '1',
  };
  return { status, json, headers } as const;
}

const UNKNOWN: FakeRoute = [problem(404, 'not_found')];

function customerOf(url: URL): string | null {
  const id = /\/v1\/customers\/([^/]+)\/card$/.exec(url.pathname)?.[1];
  return id === undefined ? null : decodeURIComponent(id);
}

function responseOf(answer: Exclude<FakeAnswer, string>, asked: Headers): Response {
  if ('text' in answer) {
    const headers = { 'Content-Type': answer.type ?? 'text/html' };
    return new Response(answer.text, { status: answer.status, headers });
  }
  const text = answer.json === undefined ? null : JSON.stringify(answer.json);
  const etag = `"${String(text?.length)}-${hash(text ?? '')}"`;
  if (answer.status === 200 && asked.get('If-None-Match') === etag) {
    return new Response(null, { status: 304, headers: { ETag: etag } });
  }
  return new Response(text, {
    status: answer.status,
    headers: { 'Content-Type': 'application/json', ETag: etag, ...answer.headers },
  });
}

function hash(text: string): number {
  return [...text].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 0);
}

function aborted(signal: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
