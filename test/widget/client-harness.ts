import { setImmediate } from 'node:timers/promises';
import { CardClient, type CardTarget } from '../../widget/src/card-client.ts';
import type { CardState } from '../../widget/src/card-state.ts';
import { TokenManager } from '../../widget/src/token-manager.ts';
import { addressOf, FakeFetch, type FakeAnswer } from './gallery/fake-fetch.ts';

export const TARGET: CardTarget = {
  customerId: 'C-1',
  server: 'https://risk.example',
  locale: 'de-AT',
  tokenSource: 'https://crm.example/token',
  refreshMs: 20_000,
};

export const ok = (json: unknown): FakeAnswer => ({ status: 200, json });

const START = Date.UTC(2026, 4, 10);

/** A client whose time passes only when a test says so. */
export function clientAgainst(answers: readonly FakeAnswer[]) {
  let now = 5_000;
  const server = new FakeFetch().card('C-1', answers);
  const states: CardState[] = [];
  const times: number[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (addressOf(input).includes('/v1/customers/')) times.push(now);
    return server.fetch(input, init);
  };
  const wallClock = () => START + now;
  const client = new CardClient({
    fetch,
    tokens: new TokenManager(fetch, () => now),
    now: () => now,
    wallClock,
    onState: (state) => states.push(state),
  });
  /** Lets seconds pass as the page does: one beat each, while the card can be seen. */
  async function pass(seconds: number, { seen = true } = {}): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      if (seen) client.beat();
      await answersAreIn();
      now += 1000;
    }
  }
  return { client, server, states, times, pass, wallClock };
}

/** Bodies are read in several turns of the event loop. */
async function answersAreIn(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await setImmediate();
}
