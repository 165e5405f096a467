import { decodeJwt, decodeProtectedHeader } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { ORIGIN, testServer, type TestServer } from './support/test-server.ts';

let server: TestServer;
let mint: string;
let now = new Date('2026-05-03T10:00:00Z');

beforeAll(async () => {
  server = await testServer({ clock: () => now });
  mint = await server.key('embed:mint');
  const json = { features: { Age: 41, Country: 'Spain', Active: true } };
  const key = await server.key('customers:write');
  await server.call('PUT', '/v1/customers/C-1', { key, json });
});

const ask = (json: unknown) => server.call('POST', '/v1/embed-tokens', { key: mint, json });
const card = (key: string, id = 'C-1', origin = ORIGIN) =>
  server.call('GET', `/v1/customers/${id}/card`, { key, headers: { Origin: origin } });

describe('an embed token', () => {
  test('says for whom, for which pages and for how long', async () => {
    const { status, json } = await ask({
      customers: ['C-1', 'C-2', 'C-1'],
      sub: 'agent-7',
      origins: [ORIGIN],
    });
    expect(status).toBe(201);
    const { token, expiresAt } = json as { token: string; expiresAt: string };
    expect(expiresAt).toBe('2026-05-03T10:05:00.000Z');
    expect(decodeProtectedHeader(token)).toEqual({
      alg: 'EdDSA',
      typ: 'churn-embed+jwt',
      kid: server.signingKey.kid,
    });
    const seconds = now.getTime() / 1000;
    expect(decodeJwt(token)).toEqual({
      iss: 'churn-card',
      aud: 'churn-card',
      sub: 'agent-7',
      cust: ['C-1', 'C-2'],
      scp: ['card:read'],
      org: [ORIGIN],
      iat: seconds,
      nbf: seconds,
      exp: seconds + 300,
      jti: expect.stringMatching(/^[\w-]{20}$/) as string,
    });
  });

  test('ends on time, give or take the skew of clocks', async () => {
    const token = await server.mint(['C-1']);
    const start = now;
    now = new Date(start.getTime() + 329_000);
    expect((await card(token)).status).toBe(200);
    now = new Date(start.getTime() + 330_000);
    expect((await card(token)).status).toBe(401);
    now = start;
    now = new Date(start.getTime() - 31_000);
    expect((await card(token)).status).toBe(401);
    now = start;
  });

  test('ends when it is revoked, and so does every token of a revoked key', async () => {
    const [one, other] = [await server.mint(['C-1']), await server.mint(['C-1'])];
    await server.storage.tokens.revoke(decodeJwt(one).jti ?? '', now);
    expect((await card(one)).status).toBe(401);
    expect((await card(other)).status).toBe(200);
    const own = await testServer();
    const token = await own.mint(['C-1']);
    const ask = () =>
      own.call('GET', '/v1/customers/C-1/card', { key: token, headers: { Origin: ORIGIN } });
    expect((await ask()).status).toBe(404);
    await own.storage.signingKeys.revoke(own.signingKey.kid, new Date());
    expect((await ask()).status).toBe(401);
  });

  test.each([
    ['no customers', { customers: [] }, 'customers'],
    ['more than fifty', { customers: Array.from({ length: 51 }, (_, i) => `C-${i}`) }, 'customers'],
    ['what cannot be a customer', { customers: ['a b'] }, 'customers[0]'],
    ['no origins', { origins: [] }, 'origins'],
    ['a path behind an origin', { origins: ['https://crm.example/'] }, 'origins[0]'],
    ['a star', { origins: ['*'] }, 'origins[0]'],
    ['null', { origins: ['null'] }, 'origins[0]'],
    ['a default port', { origins: ['https://crm.example:443'] }, 'origins[0]'],
    ['capital letters', { origins: ['https://CRM.example'] }, 'origins[0]'],
    ['another scheme', { origins: ['file://x'] }, 'origins[0]'],
    ['more than an hour', { ttlSeconds: 3601 }, 'ttlSeconds'],
    ['a scope that there is not', { scopes: ['customers:write'] }, 'scopes[0]'],
    ['nobody', { sub: '' }, 'sub'],
    ['an unknown key', { admin: true }, 'admin'],
  ])('is not made for %s', async (_name, change, path) => {
    const { status, json } = await ask({
      customers: ['C-1'],
      sub: 'agent-7',
      origins: [ORIGIN],
      ...change,
    });
    expect(status).toBe(422);
    expect(json).toMatchObject({ errors: [{ path }] });
  });
});

describe('a customer outside the token', () => {
  test('looks like one that does not exist, byte for byte', async () => {
    const token = await server.mint(['C-2', 'X-1']);
    const key = await server.key('customers:write');
    const json = { features: { Age: 41, Country: 'Spain', Active: true } };
    await server.call('PUT', '/v1/customers/F-1', { key, json });
    const headers = { Origin: ORIGIN, 'X-Request-Id': 'same-for-all' };
    const replies = [];
    // Absent and allowed; existing and foreign; absent and foreign; other spellings; no id at all.
    for (const id of ['X-1', 'F-1', 'F-2', 'c-2', 'C-2%20', 'C-2%00', 'Ｃ-2', '__proto__']) {
      const {
        status,
        text,
        headers: got,
      } = await server.call('GET', `/v1/customers/${id}/card`, {
        key: token,
        headers,
      });
      const { date: _date, ...rest } = Object.fromEntries(got);
      replies.push({ status, text, rest });
    }
    expect(replies[0].status).toBe(404);
    for (const reply of replies) expect(reply).toEqual(replies[0]);
  });
});

describe('a key that the CRM registered', () => {
  test('signs tokens that open cards, with its own algorithm and under its own name', async () => {
    const { exportJWK, generateKeyPair, SignJWT } = await import('jose');
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    await server.storage.signingKeys.add({
      kid: 'crm-key-2026',
      issuer: 'https://crm.example',
      alg: 'ES256',
      publicJwk: { ...(await exportJWK(publicKey)) },
      createdAt: now,
      revokedAt: null,
    });
    const iat = now.getTime() / 1000;
    const sign = (claims: Record<string, unknown>) =>
      new SignJWT({
        iss: 'https://crm.example',
        aud: 'churn-card',
        sub: 'agent-7',
        cust: ['C-1'],
        scp: ['card:read'],
        org: [ORIGIN],
        jti: 'token-0001',
        iat,
        nbf: iat,
        exp: iat + 60,
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'churn-embed+jwt', kid: 'crm-key-2026' })
        .sign(privateKey);
    expect((await card(await sign({}))).status).toBe(200);
    expect((await card(await sign({ iss: 'churn-card' }))).status).toBe(401);
    expect((await card(await sign({ exp: iat + 3601 }))).status).toBe(401);
  });
});
