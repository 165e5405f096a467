import type { Card } from '@churn-card/models';
import { checkCard } from './check-card.ts';

/** What came of asking once. */
export type CardAnswer =
  | { readonly kind: 'card'; readonly card: Card; readonly etag: string | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'no-permission'; readonly problem?: string }
  | { readonly kind: 'unknown-customer' }
  | { readonly kind: 'no-model' }
  | { readonly kind: 'incompatible'; readonly problem: string }
  | Unreachable;

/** Nothing that can be read: it may be there again in a moment. */
export interface Unreachable {
  readonly kind: 'unreachable';
  /** Which of the two did not answer: the risk service, or the host's source of tokens. */
  readonly cause: 'server' | 'token';
  readonly problem: string;
  /** What the server asks for, in ms. */
  readonly retryAfterMs: number;
}

export interface CardRequest {
  readonly server: string;
  readonly customerId: string;
  readonly locale: string;
  readonly token: string;
  /** Of the card that is already there: then the server need not send it again. */
  readonly etag: string | null;
}

/** A card is a few kilobytes. */
const MAX_BYTES = 262_144;

/** `GET {server}/v1/customers/{id}/card`. Every failure is an answer; only an abort rejects. */
export async function requestCard(
  fetch: typeof globalThis.fetch,
  { server, customerId, locale, token, etag }: CardRequest,
  signal: AbortSignal,
): Promise<CardAnswer> {
  try {
    const response = await fetch(`${server}/v1/customers/${encodeURIComponent(customerId)}/card`, {
      headers: {
        Accept: 'application/json',
        'Accept-Language': locale,
        Authorization: `Bearer ${token}`,
        ...(etag && { 'If-None-Match': etag }),
      },
      credentials: 'omit',
      cache: 'no-store',
      // A token is for this server only.
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal,
    });
    return await answerOf(response, customerId);
  } catch (error) {
    signal.throwIfAborted();
    return unreachable('server', error instanceof Error ? error.message : 'no answer');
  }
}

export function unreachable(
  cause: Unreachable['cause'],
  problem: string,
  retryAfterMs = 0,
): Unreachable {
  return { kind: 'unreachable', cause, problem, retryAfterMs };
}

async function answerOf(response: Response, customerId: string): Promise<CardAnswer> {
  const { status, headers } = response;
  if (status === 304) return { kind: 'unchanged' };
  if (status === 401 || status === 403) return { kind: 'no-permission' };
  const { json, problem } = await readJson(response);
  if (status === 200) {
    if (problem) return unreachable('server', problem);
    const checked = checkCard(json, customerId);
    if ('problem' in checked) return { kind: 'incompatible', ...checked };
    return { kind: 'card', card: checked.card, etag: headers.get('ETag') };
  }
  const code = codeOf(json);
  // Without our own code it is some other server's 404: the address is wrong, not the customer.
  if (status === 404 && code === 'not_found') return { kind: 'unknown-customer' };
  if (status === 503 && code === 'no_model') return { kind: 'no-model' };
  if (status >= 500 || status === 429 || status === 408) {
    const seconds = Number(headers.get('Retry-After') ?? 0);
    return unreachable('server', `status ${status}`, seconds > 0 ? seconds * 1000 : 0);
  }
  return { kind: 'incompatible', problem: `status ${status}, code ${String(code)}` };
}

function codeOf(problem: unknown): unknown {
  return typeof problem === 'object' && problem && 'code' in problem ? problem.code : undefined;
}

interface Read {
  readonly json?: unknown;
  readonly problem?: string;
}

/** Reads no more than a card can be long, whatever is sent. */
async function readJson(response: Response): Promise<Read> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    bytes += chunk.value.length;
    if (bytes > MAX_BYTES) {
      void reader?.cancel().catch(() => undefined);
      return { problem: `the answer is longer than ${MAX_BYTES} bytes` };
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
  try {
    return { json: JSON.parse(text + decoder.decode()) as unknown };
  } catch {
    return { problem: `the answer of ${bytes} bytes is not JSON` };
  }
}
