import { describe, expect, test } from 'vitest';
import { high } from './gallery/cards.ts';
import { problem } from './gallery/fake-fetch.ts';
import { clientAgainst, ok, TARGET } from './client-harness.ts';

describe('a failure', () => {
  test.each([
    ['an unknown customer', problem(404, 'not_found'), 'unknown-customer'],
    ['no permission', problem(401, 'unauthorized'), 'no-permission'],
    ['no permission, by a proxy', problem(403, 'forbidden'), 'no-permission'],
    ['no model', problem(503, 'no_model'), 'no-model'],
    ['a server that is busy', problem(503, 'unavailable'), 'offline'],
    ['too many requests', problem(429, 'rate_limited'), 'offline'],
    ['a server that broke', problem(500, 'internal'), 'offline'],
    ['a gateway without words', { status: 502, text: '' }, 'offline'],
    ['a page instead of JSON', { status: 200, text: '<html>Sign in</html>' }, 'offline'],
    ['JSON that was cut', { status: 200, text: '{"state":"scored","pro' }, 'offline'],
    ['an empty answer', { status: 200, text: '' }, 'offline'],
    ['an answer without end', { status: 200, text: 'x'.repeat(300_000) }, 'offline'],
    ['no network', 'network-error', 'offline'],
    ['"unchanged" out of the blue', { status: 304 }, 'offline'],
    ['another server at this address', { status: 404, text: 'Not here' }, 'incompatible'],
    ['a request that the server does not know', problem(422, 'validation_failed'), 'incompatible'],
    ['a probability of 1.7', ok({ ...high, probability: 1.7 }), 'incompatible'],
    ['a probability that is not a number', ok({ ...high, probability: null }), 'incompatible'],
    ['reasons that do not add up', ok({ ...high, base: 0.9 }), 'incompatible'],
    ['an answer that is a number', ok(0.63), 'incompatible'],
  ] as const)('%s has a state of its own, and no number', async (_name, answer, kind) => {
    const { client, pass } = clientAgainst([answer]);
    client.show(TARGET);
    await pass(1);
    expect(client.state.kind).toBe(kind);
    expect(JSON.stringify(client.state)).not.toContain('"card":{');
  });

  test.each([
    ['the server', ['network-error']],
    ['a wrong score', [ok({ ...high, probability: 7 })]],
    ['the permission', [problem(401, 'unauthorized')]],
  ] as const)('of %s heals within ten seconds', async (_name, answers) => {
    const { client, pass } = clientAgainst([...answers, ...answers, ok(high)]);
    client.show(TARGET);
    await pass(11);
    expect(client.state.kind).not.toBe('card');
    await pass(10);
    expect(client.state.kind).toBe('card');
  });

  test('costs at most six requests in any minute, and fewer when it lasts', async () => {
    const { client, server, pass, times } = clientAgainst(['network-error']);
    client.show(TARGET);
    await pass(600);
    const inAnyMinute = times.map((start) => times.filter((t) => t >= start && t < start + 60_000));
    expect(Math.max(...inAnyMinute.map(({ length }) => length))).toBeLessThanOrEqual(6);
    expect(server.cardRequests().length).toBeLessThanOrEqual(20);
  });

  test('waits as long as the server asks for, up to five minutes', async () => {
    const { client, server, pass } = clientAgainst([
      problem(503, 'unavailable', { 'Retry-After': '45' }),
      problem(503, 'unavailable', { 'Retry-After': '86400' }),
      ok(high),
    ]);
    client.show(TARGET);
    await pass(45);
    expect(server.cardRequests()).toHaveLength(1);
    await pass(2);
    expect(server.cardRequests()).toHaveLength(2);
    await pass(301);
    expect(client.state.kind).toBe('card');
  });

  test('says when the next try is', async () => {
    const { client, pass, wallClock } = clientAgainst(['network-error']);
    client.show(TARGET);
    await pass(1);
    expect(client.state).toMatchObject({ kind: 'offline', retryAt: wallClock() - 1000 + 10_000 });
  });

  test('is over at once when the network is back', async () => {
    const { client, pass } = clientAgainst(['network-error', ok(high)]);
    client.show(TARGET);
    await pass(2);
    client.wake();
    await pass(1);
    expect(client.state.kind).toBe('card');
  });

  test('once is not worth a word while the card is seconds old', async () => {
    const { client, pass } = clientAgainst([ok(high), 'network-error', ok(high)]);
    client.show(TARGET);
    await pass(25);
    expect(client.state.kind).toBe('card');
    await pass(10);
    expect(client.state.kind).toBe('card');
  });

  test('twice leaves the last known card, dated', async () => {
    const { client, pass } = clientAgainst([ok(high), 'network-error']);
    client.show(TARGET);
    await pass(32);
    expect(client.state).toMatchObject({
      kind: 'offline',
      cause: 'server',
      last: { card: { probability: 0.6312 } },
    });
    await pass(60);
    expect(client.state).toMatchObject({ last: { card: { probability: 0.6312 } } });
  });

  test.each([
    ['a wrong answer', ok({ ...high, probability: 7 })],
    ['a lost permission', problem(403, 'forbidden')],
    ['a customer that was deleted', problem(404, 'not_found')],
  ])('that is not the network takes the number away at once: %s', async (_name, answer) => {
    const { client, pass } = clientAgainst([ok(high), answer]);
    client.show(TARGET);
    await pass(22);
    expect(client.state).not.toHaveProperty('card');
    expect(client.state).not.toHaveProperty('last');
  });

  test('to answer within eight seconds is one', async () => {
    const { client, server, pass } = clientAgainst(['never', ok(high)]);
    client.show(TARGET);
    await pass(9);
    expect(client.state).toMatchObject({ kind: 'offline', problem: 'no answer within 8 s' });
    expect(server.cardRequests()[0].signal?.aborted).toBe(true);
    await pass(11);
    expect(client.state.kind).toBe('card');
  });
});
