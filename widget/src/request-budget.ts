const REQUESTS = 6;
const WINDOW_MS = 60_000;

/** Six requests in any minute, whatever the host, the user and the failures ask for. */
export class RequestBudget {
  #spent: number[] = [];

  /** @returns when the next request may start, in ms of the clock of `spend`; 0 for at once */
  freeAt(now: number): number {
    this.#spent = this.#spent.filter((at) => now - at < WINDOW_MS);
    return this.#spent.length < REQUESTS ? 0 : this.#spent[0] + WINDOW_MS;
  }

  spend(now: number): void {
    this.#spent.push(now);
  }
}
