import { describe, expect, test } from 'vitest';
import { alreadyLeft, high, low } from './gallery/cards.ts';
import { problem } from './gallery/fake-fetch.ts';
import { clientAgainst, ok, TARGET } from './client-harness.ts';

describe('a card', () => {
  test('is nobody at first', () => {
    const { client } = clientAgainst([ok(high)]);
    expect(client.state).toEqual({ kind: 'no-customer' });
  });

  test('is loading, and asks for nothing before it is told that it can be seen', async () => {
    const { client, server, pass } = clientAgainst([ok(high)]);
    client.show(TARGET);
    await pass(0, { seen: false });
    expect(client.state).toEqual({ kind: 'loading' });
    expect(server.requests).toEqual([]);
  });

  test('is asked for with the token, the language and no cookies', async () => {
    const { client, server, pass } = clientAgainst([ok(high)]);
    client.show(TARGET);
    await pass(1);
    expect(client.state).toMatchObject({
      kind: 'card',
      card: { customerId: 'C-1', probability: 0.6312 },
    });
    const [request] = server.cardRequests();
    expect(request.url.href).toBe('https://risk.example/v1/customers/C-1/card');
    expect(request.headers.get('Authorization')).toBe('Bearer token');
    expect(request.headers.get('Accept-Language')).toBe('de-AT');
  });

  test('is asked for again after the refresh time, and not before', async () => {
    const { client, server, pass } = clientAgainst([ok(high)]);
    client.show(TARGET);
    await pass(20);
    expect(server.cardRequests()).toHaveLength(1);
    await pass(1);
    expect(server.cardRequests()).toHaveLength(2);
  });

  test('is never asked for again where refreshing is off', async () => {
    const { client, server, pass } = clientAgainst([ok(high)]);
    client.show({ ...TARGET, refreshMs: 0 });
    await pass(3600);
    expect(server.cardRequests()).toHaveLength(1);
  });

  test('that did not change costs a 304, and stays the same object', async () => {
    const { client, server, pass, states } = clientAgainst([ok(high)]);
    client.show(TARGET);
    await pass(22);
    expect(server.cardRequests()[1].headers.get('If-None-Match')).toBeTruthy();
    const cards = states.flatMap((state) => (state.kind === 'card' ? [state.card] : []));
    expect(cards).toHaveLength(2);
    expect(cards[1]).toBe(cards[0]);
  });

  test('that changed is shown', async () => {
    const { client, pass } = clientAgainst([ok(high), ok(low)]);
    client.show(TARGET);
    await pass(22);
    expect(client.state).toMatchObject({ kind: 'card', card: { probability: 0.0583 } });
  });

  test('can be one without a number', async () => {
    const { client, pass } = clientAgainst([ok(alreadyLeft)]);
    client.show(TARGET);
    await pass(1);
    expect(client.state).toMatchObject({ kind: 'card', card: { state: 'already-left' } });
  });

  test('in another language is fetched behind the one that is there', async () => {
    const { client, pass, states } = clientAgainst([ok(high)]);
    client.show(TARGET);
    await pass(1);
    client.show({ ...TARGET, locale: 'en' });
    await pass(1);
    expect(states.map(({ kind }) => kind)).toEqual(['loading', 'card', 'card']);
  });
});

describe('another customer', () => {
  test('drops the request for the one before, and its late answer', async () => {
    const { client, server, pass, states } = clientAgainst(['never']);
    server.card('C-2', [ok({ ...low, customerId: 'C-2' })]);
    client.show(TARGET);
    await pass(1);
    const [first] = server.cardRequests();
    client.show({ ...TARGET, customerId: 'C-2' });
    expect(first.signal?.aborted).toBe(true);
    await pass(1);
    expect(client.state).toMatchObject({ kind: 'card', card: { customerId: 'C-2' } });
    expect(states.filter(({ kind }) => kind === 'card')).toHaveLength(1);
  });

  test('is loading at once: no number of the one before stays', async () => {
    const { client, pass } = clientAgainst([ok(high)]);
    client.show(TARGET);
    await pass(1);
    client.show({ ...TARGET, customerId: 'C-2' });
    expect(client.state).toEqual({ kind: 'loading' });
  });

  test('whose answer is about the one before is refused', async () => {
    const { client, server, pass } = clientAgainst([ok(high)]);
    server.card('C-2', [ok(high)]);
    client.show({ ...TARGET, customerId: 'C-2' });
    await pass(1);
    expect(client.state).toEqual({
      kind: 'incompatible',
      problem: 'card.customerId must be "C-2", not "C-1"',
    });
  });

  test('none is nobody', async () => {
    const { client, pass } = clientAgainst([ok(high)]);
    client.show(TARGET);
    await pass(1);
    client.show(null);
    expect(client.state).toEqual({ kind: 'no-customer' });
  });
});

describe('the token', () => {
  test('that expired is replaced without a word', async () => {
    const { client, server, pass } = clientAgainst([
      ok(high),
      problem(401, 'unauthorized'),
      ok(low),
    ]);
    client.show({ ...TARGET, refreshMs: 40_000 });
    await pass(42);
    expect(client.state).toMatchObject({ kind: 'card', card: { probability: 0.0583 } });
    expect(server.requests.filter(({ url }) => url.pathname === '/token')).toHaveLength(2);
  });

  test('that is refused while fresh is not asked for again at once', async () => {
    const { client, server, pass } = clientAgainst([problem(401, 'unauthorized')]);
    client.show(TARGET);
    await pass(5);
    expect(server.requests).toHaveLength(2);
  });

  test('that does not come is said to be missing, and tried again', async () => {
    const { client, server, pass } = clientAgainst([ok(high)]);
    server.tokens([
      { status: 500, text: '' },
      { status: 200, json: { token: 'token' } },
    ]);
    client.show(TARGET);
    await pass(1);
    expect(client.state).toMatchObject({ kind: 'offline', cause: 'token' });
    await pass(10);
    expect(client.state.kind).toBe('card');
  });

  test('from a callback that never settles does not hang the card', async () => {
    const { client, pass } = clientAgainst([ok(high)]);
    let calls = 0;
    const tokenSource = () => (calls++ === 0 ? new Promise<string>(() => undefined) : 'token');
    client.show({ ...TARGET, tokenSource });
    await pass(9);
    expect(client.state.kind).toBe('offline');
    await pass(11);
    expect(client.state.kind).toBe('card');
  });

  test('that the host refuses is no permission', async () => {
    const { client, server, pass } = clientAgainst([ok(high)]);
    server.tokens([problem(403, 'forbidden')]);
    client.show(TARGET);
    await pass(1);
    expect(client.state.kind).toBe('no-permission');
  });

  test('without a source is no permission, and says what is missing', async () => {
    const { client, server, pass } = clientAgainst([ok(high)]);
    client.show({ ...TARGET, tokenSource: null });
    await pass(1);
    expect(client.state).toEqual({
      kind: 'no-permission',
      problem: 'the element needs token-url or tokenProvider',
    });
    expect(server.requests).toEqual([]);
  });
});

describe('asking by hand', () => {
  test('asks now', async () => {
    const { client, server, pass } = clientAgainst([ok(high), ok(low)]);
    client.show(TARGET);
    await pass(1);
    await client.refresh();
    expect(server.cardRequests()).toHaveLength(2);
    expect(client.state).toMatchObject({ card: { probability: 0.0583 } });
  });

  test('a hundred times stays within the budget', async () => {
    const { client, server, pass } = clientAgainst([ok(high)]);
    client.show(TARGET);
    await pass(1);
    for (let time = 0; time < 100; time++) await client.refresh();
    expect(server.cardRequests()).toHaveLength(6);
    await pass(60);
    expect(server.cardRequests().length).toBeGreaterThan(6);
  });
});

describe('leaving the page', () => {
  test('aborts what is under way, and goes on where it was when it comes back', async () => {
    const { client, server, pass } = clientAgainst(['never', ok(high)]);
    client.show(TARGET);
    await pass(1);
    client.stop();
    expect(server.cardRequests()[0].signal?.aborted).toBe(true);
    await pass(1);
    expect(client.state.kind).toBe('card');
  });

  test('for a moment asks for nothing that is still fresh', async () => {
    const { client, server, pass } = clientAgainst([ok(high)]);
    client.show(TARGET);
    await pass(1);
    client.stop();
    client.show(TARGET);
    await pass(10);
    expect(server.cardRequests()).toHaveLength(1);
  });
});
