import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { loadShedder } from '../../server/src/http/load-shedder.ts';
import { recordingLog } from './support/silent-log.ts';
import { ORIGIN, testServer } from './support/test-server.ts';

const CUSTOMER = { features: { Age: 41, Country: 'Germany', Active: false } };

describe('operations', () => {
  test('see that the server lives, is ready, and how it does', async () => {
    const server = await testServer();
    expect((await server.call('GET', '/healthz')).json).toEqual({ status: 'ok' });
    expect((await server.call('GET', '/readyz')).json).toEqual({ status: 'ready' });
    const key = await server.key('customers:write');
    await server.call('PUT', '/v1/customers/Canary-1', { key, json: CUSTOMER });
    const { text } = await server.call('GET', '/metrics');
    expect(text).toContain('route="/v1/customers/{id}",status="200"');
    expect(text).not.toContain('Canary-1');
  });

  test('read logs with a request id, and without anything personal or secret', async () => {
    const log = recordingLog();
    const server = await testServer({ log });
    const key = await server.key('customers:write', 'customers:read');
    const features = { ...CUSTOMER.features, Country: 'Canaryland' };
    await server.call('PUT', '/v1/customers/Canary-1', {
      key,
      json: { features, name: 'Canary Bird' },
    });
    await server.call('PUT', '/v1/customers/Canary-1', {
      key,
      json: { features: { Age: 'canary' } },
    });
    const token = await server.mint(['Canary-1']);
    const reply = await server.call('GET', '/v1/customers/Canary-1/card', {
      key: token,
      headers: { Origin: ORIGIN },
    });
    await server.call('POST', '/v1/imports', {
      key,
      body: 'id,Age\nCanary-2,canary\n',
      headers: { 'Content-Type': 'text/csv' },
    });
    await server.stop();
    const text = JSON.stringify(log.lines);
    expect(text).toContain(reply.headers.get('x-request-id'));
    expect(text).toContain('/v1/customers/{id}/card');
    expect(text).not.toMatch(/canary/i);
    expect(text).not.toContain(key);
    expect(text).not.toContain(token);
  });

  test('may hand in a request id of their own, if it is one', async () => {
    const server = await testServer();
    const ask = async (id: string) =>
      (await server.call('GET', '/healthz', { headers: { 'X-Request-Id': id } })).headers.get(
        'x-request-id',
      );
    expect(await ask('gateway-0001')).toBe('gateway-0001');
    expect(await ask('x')).not.toBe('x');
    expect(await ask('a b c d e f g h')).not.toContain(' ');
  });
});

describe('a caller that asks too often', () => {
  test('is told when to come back, and others are not', async () => {
    const server = await testServer({ env: { CHURN_CARD_REQUESTS_PER_MINUTE: '30' } });
    const [busy, calm] = [await server.key('customers:read'), await server.key('customers:read')];
    const ask = (key: string) => server.call('GET', '/v1/customers', { key });
    for (let i = 0; i < 30; i++) expect((await ask(busy)).status).toBe(200);
    const refused = await ask(busy);
    expect(refused).toMatchObject({ status: 429, json: { code: 'rate_limited' } });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await ask(calm)).status).toBe(200);
    expect((await server.call('GET', '/healthz')).status).toBe(200);
  });

  test('with credentials that do not open is stopped sooner, but never keeps out those that do', async () => {
    const server = await testServer({ env: { CHURN_CARD_REQUESTS_PER_MINUTE: '30' } });
    const key = await server.key('customers:read');
    const ask = (with_: string) => server.call('GET', '/v1/customers', { key: with_ });
    const statuses = [];
    for (let i = 0; i < 25; i++) statuses.push((await ask('guess')).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(statuses.slice(20)).toEqual(Array(5).fill(429));
    expect((await ask(key)).status).toBe(200);
  });
});

describe('an overloaded server', () => {
  test('refuses early and says when to come back, but answers for its health', async () => {
    const server = await testServer({ env: { CHURN_CARD_MAX_DELAY_MS: '10' } });
    const key = await server.key('customers:read');
    const busy = new AbortController();
    const load = burn(busy.signal);
    const seen = new Set<number>();
    for (let i = 0; i < 200 && !seen.has(503); i++) {
      const reply = await server.call('GET', '/v1/customers', { key });
      seen.add(reply.status);
      if (reply.status === 503) expect(reply.headers.get('retry-after')).toBe('1');
      expect((await server.call('GET', '/healthz')).status).toBe(200);
    }
    busy.abort();
    await load;
    expect(seen).toContain(503);
  }, 30_000);

  test('is one whose event loop is late, and only as long as it is', async () => {
    const shedder = loadShedder(50);
    expect(() => shedder.check()).not.toThrow();
    const busy = new AbortController();
    const load = burn(busy.signal);
    await until(() => {
      expect(() => shedder.check()).toThrow('Too busy');
    });
    busy.abort();
    await load;
    await until(() => {
      expect(() => shedder.check()).not.toThrow();
    });
    shedder.close();
  }, 30_000);
});

/** Holds up the event loop, over and over. */
async function burn(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const end = performance.now() + 100;
    while (performance.now() < end);
    await sleep(1);
  }
}

async function until(check: () => void): Promise<void> {
  for (;;) {
    try {
      check();
      return;
    } catch {
      await sleep(20);
    }
  }
}
