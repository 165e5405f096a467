import { requestCard, unreachable, type CardAnswer } from './card-request.ts';
import type { CardState, Offline } from './card-state.ts';
import { RequestBudget } from './request-budget.ts';
import { TokenRefused, type TokenManager, type TokenSource } from './token-manager.ts';

/** Who is asked about whom, in which language. */
export interface CardTarget {
  readonly customerId: string;
  readonly server: string;
  readonly locale: string;
  readonly tokenSource: TokenSource | null;
  /** How often to look for a change; 0 for never. */
  readonly refreshMs: number;
}

export interface CardClientParts {
  readonly fetch: typeof globalThis.fetch;
  readonly tokens: TokenManager;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Epoch milliseconds, for what a person reads. */
  readonly wallClock: () => number;
  readonly onState: (state: CardState) => void;
}

const TIMEOUT_MS = 8_000;
const RETRY_MS = 10_000;
/** A service that stays away is asked less often: all cards of a company ask it. */
const PATIENT_AFTER_FAILURES = 6;
const LONGEST_RETRY_MS = 60_000;
const LONGEST_RETRY_AFTER_MS = 300_000;
/** A younger token than this is not the reason for a refusal. */
const FRESH_TOKEN_MS = 30_000;

/**
 * Asks for one card and keeps it current. It holds no timer of its own: whoever shows it calls
 * `beat` about once a second while it can be seen, so a thousand cards cost one timer.
 */
export class CardClient {
  readonly #parts: CardClientParts;
  #target: CardTarget | null = null;
  #state: CardState = { kind: 'no-customer' };
  #etag: string | null = null;
  #request: { readonly abort: AbortController; readonly done: Promise<void> } | null = null;
  #budget = new RequestBudget();
  #failures = 0;
  /** When to ask next, in ms of `now`. */
  #due = Infinity;
  #askedAt = 0;

  constructor(parts: CardClientParts) {
    this.#parts = parts;
  }

  get state(): CardState {
    return this.#state;
  }

  /** Shows another customer, or none. A request under way for the one before is dropped. */
  show(target: CardTarget | null): void {
    const before = this.#target;
    if (sameTarget(before, target)) return;
    this.#target = target;
    const onlyRefreshChanged =
      before && target && sameTarget({ ...before, refreshMs: target.refreshMs }, target);
    if (onlyRefreshChanged && this.#state.kind === 'card') {
      if (!this.#request) this.#due = this.#askedAt + (target.refreshMs || Infinity);
      return;
    }
    this.#drop();
    this.#etag = null;
    this.#failures = 0;
    if (!target) return this.#become({ kind: 'no-customer' });
    // The same customer in another language is fetched behind the card that is there.
    const sameCustomer =
      before?.customerId === target.customerId && before.server === target.server;
    if (!sameCustomer) this.#budget = new RequestBudget();
    if (!sameCustomer || this.#state.kind !== 'card') this.#become({ kind: 'loading' });
    this.#due = this.#parts.now();
  }

  /** Asks now, within the budget. @returns when the answer is in, or at once where it must wait */
  async refresh(): Promise<void> {
    if (!this.#target) return;
    this.#due = Math.min(this.#due, this.#parts.now());
    this.beat();
    await this.#request?.done;
  }

  /** The network is back: a card in trouble does not wait for its next try. */
  wake(): void {
    if (this.#failures > 0) this.#due = this.#parts.now();
  }

  /** Does what is due. */
  beat(): void {
    const now = this.#parts.now();
    const target = this.#target;
    if (!target) return;
    if (this.#request) {
      if (now - this.#askedAt >= TIMEOUT_MS) this.#timeOut(target);
      return;
    }
    if (now < this.#due) return;
    this.#due = Math.max(now, this.#budget.freeAt(now));
    if (now < this.#due) return;
    const abort = new AbortController();
    this.#askedAt = now;
    this.#request = { abort, done: this.#ask(target, abort.signal) };
  }

  /** The card left the page. It may come back: `beat` goes on from here. */
  stop(): void {
    if (this.#request) this.#due = this.#parts.now();
    this.#drop();
  }

  async #ask(target: CardTarget, signal: AbortSignal): Promise<void> {
    let answer: CardAnswer;
    try {
      answer = await this.#answer(target, signal);
    } catch (error) {
      answer = unreachable('server', error instanceof Error ? error.message : 'no answer');
    }
    // A late answer about the customer before must not stand on this one's page.
    if (signal.aborted) return;
    this.#request = null;
    this.#take(answer, target);
  }

  async #answer(target: CardTarget, signal: AbortSignal): Promise<CardAnswer> {
    const { tokenSource, customerId } = target;
    if (!tokenSource) {
      return { kind: 'no-permission', problem: 'the element needs token-url or tokenProvider' };
    }
    const answer = await this.#answerOnce(target, tokenSource, signal);
    if (answer.kind !== 'no-permission') return answer;
    // The token may have expired a second ago, or been revoked: one more try with another one.
    const isWorthIt = this.#parts.tokens.forget(tokenSource, customerId, FRESH_TOKEN_MS);
    if (!isWorthIt || this.#budget.freeAt(this.#parts.now()) > this.#parts.now()) return answer;
    return this.#answerOnce(target, tokenSource, signal);
  }

  async #answerOnce(
    target: CardTarget,
    tokenSource: TokenSource,
    signal: AbortSignal,
  ): Promise<CardAnswer> {
    let token: string;
    try {
      token = await this.#parts.tokens.get(tokenSource, target.customerId);
    } catch (error) {
      if (error instanceof TokenRefused) return { kind: error.kind };
      return unreachable('token', error instanceof Error ? error.message : 'no token');
    }
    signal.throwIfAborted();
    this.#budget.spend(this.#parts.now());
    return requestCard(this.#parts.fetch, { ...target, token, etag: this.#etag }, signal);
  }

  /** Whichever of the two did not settle, it is given up. */
  #timeOut(target: CardTarget): void {
    this.#request?.abort.abort();
    this.#request = null;
    if (target.tokenSource) this.#parts.tokens.forget(target.tokenSource, target.customerId);
    this.#take(unreachable('server', `no answer within ${TIMEOUT_MS / 1000} s`), target);
  }

  #take(answer: CardAnswer, target: CardTarget): void {
    const now = this.#parts.now();
    const confirmedAt = this.#parts.wallClock();
    if (answer.kind === 'card' || answer.kind === 'unchanged') {
      const card = answer.kind === 'card' ? answer.card : this.#last()?.card;
      if (answer.kind === 'card') this.#etag = answer.etag;
      this.#failures = 0;
      this.#due = now + (target.refreshMs || Infinity);
      // "Unchanged" without a card to be unchanged cannot be: the next try asks for all of it.
      if (card) return this.#become({ kind: 'card', card, confirmedAt });
      this.#etag = null;
      answer = unreachable('server', 'status 304 without If-None-Match');
    }
    this.#failures += 1;
    const waitMs = this.#retryMs(answer.kind === 'unreachable' ? answer.retryAfterMs : 0);
    this.#due = now + waitMs;
    if (answer.kind !== 'unreachable') {
      this.#etag = null;
      return this.#become(answer);
    }
    // One answer that got lost is not worth a word while the card is seconds old.
    if (this.#state.kind === 'card' && this.#failures === 1) return;
    const { cause, problem } = answer;
    const last = this.#last();
    this.#become({ kind: 'offline', cause, problem, last, retryAt: confirmedAt + waitMs });
  }

  #retryMs(retryAfterMs: number): number {
    const doublings = Math.max(0, this.#failures - PATIENT_AFTER_FAILURES);
    const ownMs = Math.min(RETRY_MS * 2 ** doublings, LONGEST_RETRY_MS);
    return Math.max(ownMs, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
  }

  #last(): Offline['last'] {
    if (this.#state.kind === 'card') return this.#state;
    return this.#state.kind === 'offline' ? this.#state.last : null;
  }

  #become(state: CardState): void {
    this.#state = state;
    this.#parts.onState(state);
  }

  #drop(): void {
    this.#request?.abort.abort();
    this.#request = null;
  }
}

function sameTarget(a: CardTarget | null, b: CardTarget | null): boolean {
  if (!a || !b) return a === b;
  return (Object.keys(a) as (keyof CardTarget)[]).every((key) => a[key] === b[key]);
}
