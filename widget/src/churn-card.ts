import type { TemplateResult } from 'lit/html.js';
import { addressOf, ATTRIBUTES, localeOf, wholeNumberOf } from './attributes.ts';
import { CardClient, type CardTarget } from './card-client.ts';
import type { CardState } from './card-state.ts';
import { tellHost } from './churn-card-events.ts';
import { churnCardStyles } from './churn-card-styles.ts';
import { DrawnElement } from './drawn-element.ts';
import { HostNotes } from './host-notes.ts';
import { LabelPlacer } from './label-placer.ts';
import { page, type PageMember } from './page.ts';
import { scriptOrigin } from './script-origin.ts';
import { addTranslation, wordsFor } from './strings/strings.ts';
import { cardTemplate, type CardControls } from './templates/card.ts';
import type { TokenProvider } from './token-manager.ts';

/**
 * How likely a customer is to leave, and why, in any page.
 *
 * It asks for nothing before it can be seen, writes nothing when nothing changed, keeps tokens in
 * memory only and never throws at the page. What is between its tags shows until it is there.
 *
 * @tag churn-card
 *
 * @attr {string} customer-id - Whose risk; without it the card says that no customer is selected.
 * @attr {string} [server] - Address of the churn server. Default: where the script came from.
 * @attr {string} [token-url] - Address of your own back end that answers `GET <token-url>?customer=<id>` with `{ "token": "…" }`, asked with the page's own cookies.
 * @attr {string} [locale] - BCP 47, such as `de` or `en-GB`. Default: the nearest `lang` attribute, then the browser's language.
 * @attr {'auto' | 'light' | 'dark'} [theme=auto] - `auto` follows the `color-scheme` of the page.
 * @attr {number} [reasons=3] - How many reasons that raise the risk show at once (0 to 10), with two thirds as many that lower it. The others are one click away.
 * @attr {number} [refresh-seconds=20] - How often a visible card looks for a change (10 to 86400); 0 for never.
 *
 * @fires {CustomEvent<LoadDetail>} churn-card-load - A customer's card is there. Detail: `customerId`, `state`, `probability`, `band`, `model`, `modelVersion`.
 * @fires {CustomEvent<ChangeDetail>} churn-card-change - The same customer has another probability, band or state. Detail: as above, with `previousProbability` and `previousBand`.
 * @fires {CustomEvent<ErrorDetail>} churn-card-error - No score can be shown, or only a dated one. Detail: `customerId`, `message` for developers, and `code`: `offline`, `unknown-customer`, `no-permission`, `no-model`, `incompatible` or `render`.
 *
 * @slot - Shows until the element is defined, and where it cannot be drawn.
 *
 * @csspart card - The whole card.
 * @csspart header - Title and freshness.
 * @csspart number - The probability.
 * @csspart band - The band as a word.
 * @csspart trend - How it moved.
 * @csspart horizon - What it is a probability of.
 * @csspart changes - What changed since the earlier score.
 * @csspart scale - The bar with its marks.
 * @csspart track-record - The hundred dots and their sentence.
 * @csspart reasons - Both lists of reasons.
 * @csspart reason - One reason.
 * @csspart doubt - What makes the score less sure.
 * @csspart message - The text of a state without a score.
 * @csspart about - What the score is for, and where it comes from.
 *
 * @cssprop [--churn-card-background] - Background of the card.
 * @cssprop [--churn-card-color] - Text and number.
 * @cssprop [--churn-card-soft-color] - Sentences around the number.
 * @cssprop [--churn-card-faint-color] - Freshness, headings, labels of the bar.
 * @cssprop [--churn-card-line-color] - Border and dividing lines.
 * @cssprop [--churn-card-track-color] - The empty part of bars.
 * @cssprop [--churn-card-accent-color] - Links, buttons and focus.
 * @cssprop [--churn-card-raises-color] - Reasons that raise the risk.
 * @cssprop [--churn-card-lowers-color] - Reasons that lower it.
 * @cssprop [--churn-card-high-color] - Band, bar and dots of high risk.
 * @cssprop [--churn-card-high-background] - Behind the word of high risk.
 * @cssprop [--churn-card-medium-color] - The same of medium risk.
 * @cssprop [--churn-card-medium-background] - The same of medium risk.
 * @cssprop [--churn-card-low-color] - The same of low risk.
 * @cssprop [--churn-card-low-background] - The same of low risk.
 * @cssprop [--churn-card-font-family] - Default: the system's own.
 * @cssprop [--churn-card-font-size=14px] - Everything else scales with it.
 * @cssprop [--churn-card-radius=12px] - Corners.
 * @cssprop [--churn-card-padding=16px] - Space inside the border.
 */
export class ChurnCard extends DrawnElement implements PageMember {
  /** @internal */
  static override readonly styles = churnCardStyles;
  /** For a classic script, which exports nothing: `customElements.get('churn-card')`. */
  static readonly addTranslation = addTranslation;

  #tokenProvider: TokenProvider | null = null;
  readonly #notes = new HostNotes();
  #minuteShown = 0;
  #controls = this.#freshControls();
  readonly #labels = new LabelPlacer();
  readonly #client = new CardClient({
    fetch: (input, init) => globalThis.fetch(input, init),
    tokens: page.tokens,
    now: () => performance.now(),
    wallClock: () => Date.now(),
    onState: (state) => this.#onState(state),
  });

  /** @internal */
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;

  /** Whose risk; empty for nobody. */
  get customerId(): string {
    return this.getAttribute('customer-id')?.trim() ?? '';
  }
  set customerId(id: string) {
    this.#reflect('customer-id', id);
  }

  /** Address of the churn server, without a slash at its end. */
  get server(): string {
    const own = addressOf(this.getAttribute('server'), this.ownerDocument.baseURI);
    return own?.replace(/\/+$/, '') ?? scriptOrigin ?? this.ownerDocument.location.origin;
  }
  set server(address: string) {
    this.#reflect('server', address);
  }

  /** Whole address of your back end for tokens; empty where there is none. */
  get tokenUrl(): string {
    return addressOf(this.getAttribute('token-url'), this.ownerDocument.baseURI) ?? '';
  }
  set tokenUrl(address: string) {
    this.#reflect('token-url', address);
  }

  /** The language that the card tries to speak. */
  get locale(): string {
    return localeOf(this);
  }
  set locale(tag: string) {
    this.#reflect('locale', tag);
  }

  /** Light, dark, or as the page. */
  get theme(): 'auto' | 'light' | 'dark' {
    const theme = this.getAttribute('theme');
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  }
  set theme(theme: 'auto' | 'light' | 'dark') {
    this.#reflect('theme', theme);
  }

  /** How many reasons that raise the risk show at once. */
  get reasons(): number {
    return wholeNumberOf(this.getAttribute('reasons'), { fallback: 3, min: 0, max: 10 });
  }
  set reasons(count: number) {
    this.#reflect('reasons', count);
  }

  /** How often a visible card looks for a change, in seconds; 0 for never. */
  get refreshSeconds(): number {
    const value = this.getAttribute('refresh-seconds');
    if (value?.trim() === '0') return 0;
    return wholeNumberOf(value, { fallback: 20, min: 10, max: 86_400 });
  }
  set refreshSeconds(seconds: number) {
    this.#reflect('refresh-seconds', seconds);
  }

  /** Called with a customer's id for an embed token; goes before `token-url`. */
  get tokenProvider(): TokenProvider | null {
    return this.#tokenProvider;
  }
  set tokenProvider(provider: TokenProvider | null) {
    this.#tokenProvider = typeof provider === 'function' ? provider : null;
    this.requestUpdate();
  }

  /** Asks the server now, if the card can be seen. @returns when the answer is in; never rejects */
  async refresh(): Promise<void> {
    await this.updateComplete;
    if (page.canSee(this)) await this.#client.refresh();
  }

  /** @internal */
  connectedCallback(): void {
    this.#takeEarlyProperties();
    page.join(this);
    this.requestUpdate();
  }

  /** @internal */
  disconnectedCallback(): void {
    page.leave(this);
    this.#client.stop();
    this.#labels.follow(null);
  }

  /** @internal */
  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after) this.requestUpdate();
  }

  /** @internal */
  beat(): void {
    this.#client.beat();
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.#minuteShown || this.#client.state.kind === 'offline') this.requestUpdate();
  }

  /** @internal */
  wake(): void {
    this.#client.wake();
  }

  protected override prepare(): void {
    this.#client.show(this.#target());
    if (page.canSee(this)) this.#client.beat();
  }

  protected override template(): TemplateResult {
    const now = Date.now();
    this.#minuteShown = Math.floor(now / 60_000);
    return cardTemplate(this.#client.state, {
      words: wordsFor(this.locale),
      now,
      maxReasons: this.reasons,
      isNews: this.#notes.isNews,
      controls: this.#controls,
    });
  }

  protected override drawn(root: ShadowRoot): void {
    this.#labels.follow(root.querySelector<HTMLElement>('.labels'));
  }

  protected override drawingFailed(message: string): void {
    this.#client.show(null);
    tellHost(this, 'churn-card-error', { customerId: this.customerId, code: 'render', message });
  }

  #target(): CardTarget | null {
    const { customerId, server, locale, refreshSeconds } = this;
    if (!customerId) return null;
    const tokenSource = this.#tokenProvider ?? (this.tokenUrl || null);
    return { customerId, server, locale, tokenSource, refreshMs: refreshSeconds * 1000 };
  }

  #onState(state: CardState): void {
    if (state.kind === 'loading' || state.kind === 'no-customer') {
      this.#controls = this.#freshControls();
    }
    this.#notes.follow(this, this.customerId, state);
    this.requestUpdate();
  }

  /** What the user opened is about one customer. */
  #freshControls(): CardControls {
    return {
      showsAll: false,
      opened: new Map(),
      update: () => this.requestUpdate(),
      tryNow: () => void this.#client.refresh(),
    };
  }

  #reflect(name: string, value: string | number | null | undefined): void {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  /** What a framework set before the script was there hides the accessors of the class. */
  #takeEarlyProperties(): void {
    for (const name of EARLY_PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = this[name];
      delete (this as Record<string, unknown>)[name];
      Object.assign(this, { [name]: value });
    }
  }
}

const EARLY_PROPERTIES = [
  'customerId',
  'server',
  'tokenUrl',
  'locale',
  'theme',
  'reasons',
  'refreshSeconds',
  'tokenProvider',
] as const;

declare global {
  interface HTMLElementTagNameMap {
    'churn-card': ChurnCard;
  }
}
