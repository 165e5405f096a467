import { TokenManager } from './token-manager.ts';

/** A card as the page sees it. */
export interface PageMember extends Element {
  /** Called about once a second while the card can be seen. */
  beat(): void;
  /** Called when the network is back. */
  wake(): void;
}

const BEAT_MS = 1000;

/**
 * What all cards of a page share: one timer, one watcher of what can be seen, one holder of
 * tokens. It stands still while the page is hidden or no card can be seen.
 */
class Page {
  readonly tokens = new TokenManager(
    (input, init) => globalThis.fetch(input, init),
    () => performance.now(),
  );
  readonly #visible = new Set<PageMember>();
  #members = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #watcher: IntersectionObserver | undefined;
  readonly #onVisibility = () => this.#run();
  readonly #onOnline = () => {
    for (const member of this.#visible) member.wake();
  };

  join(member: PageMember): void {
    if (this.#members++ === 0) {
      document.addEventListener('visibilitychange', this.#onVisibility);
      window.addEventListener('online', this.#onOnline);
    }
    this.#watcher ??= new IntersectionObserver((entries) => this.#see(entries));
    this.#watcher.observe(member);
  }

  leave(member: PageMember): void {
    this.#watcher?.unobserve(member);
    this.#visible.delete(member);
    if (--this.#members === 0) {
      document.removeEventListener('visibilitychange', this.#onVisibility);
      window.removeEventListener('online', this.#onOnline);
    }
    this.#run();
  }

  /** Whether the card is on the screen, of a page that is. */
  canSee(member: PageMember): boolean {
    return this.#visible.has(member) && document.visibilityState === 'visible';
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) this.#visible.delete(target as PageMember);
      else if (target.isConnected) this.#visible.add(target as PageMember);
    }
    this.#run();
    for (const { target } of entries) {
      if (this.canSee(target as PageMember)) (target as PageMember).beat();
    }
  }

  #run(): void {
    const isWanted = this.#visible.size > 0 && document.visibilityState === 'visible';
    if (isWanted === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = isWanted ? setInterval(() => this.#beat(), BEAT_MS) : undefined;
    if (isWanted) this.#beat();
  }

  #beat(): void {
    for (const member of this.#visible) member.beat();
  }
}

export const page = new Page();
