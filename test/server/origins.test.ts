import { beforeAll, describe, expect, test } from 'vitest';
import { ORIGIN, testServer, type TestServer } from './support/test-server.ts';

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await testServer();
  const key = await server.key('customers:write');
  const json = { features: { Age: 41, Country: 'Spain', Active: true } };
  await server.call('PUT', '/v1/customers/C-1', { key, json });
  token = await server.mint(['C-1']);
});

const STRANGERS = [
  'https://evil.example',
  'http://crm.example',
  'https://crm.example.evil.example',
  'https://evil-crm.example',
  'https://crm.example:8443',
  'https://crm.example/',
  'https://crm.example.',
  'https://CRM.example',
  'https://user@crm.example',
  'https://crm.example%00.evil.example',
  'null',
  '*',
  'file://',
  'chrome-extension://abc',
  'https://crm.exampl',
  'https://xn--crm-.example',
  `https://${'a'.repeat(400)}.example`,
];

const isOpen = (path: string): boolean =>
  path.startsWith('/v1/models') || /churn-card.*\.js$/.test(path) || path.startsWith('/widget/');

describe('another origin', () => {
  test.each(STRANGERS)('%s reads no data and gets no permission to ask', async (origin) => {
    for (const route of server.routes) {
      const path = route.path.replace('{id}', 'C-1').replace(/\{\w+\}/g, 'x');
      const asked = await fetch(server.address + path, {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': route.method.toUpperCase() },
      });
      const answered =
        route.method === 'get'
          ? await server.call('GET', path, { key: token, headers: { Origin: origin } })
          : asked;
      for (const { headers } of [asked, answered]) {
        const allowed = headers.get('access-control-allow-origin');
        expect(`${route.path} ${allowed}`).toBe(`${route.path} ${isOpen(route.path) ? '*' : null}`);
        expect(headers.get('access-control-allow-credentials')).toBeNull();
      }
    }
    const card = await server.call('GET', '/v1/customers/C-1/card', {
      key: token,
      headers: { Origin: origin },
    });
    expect(card.status).toBe(401);
  });

  test('cannot send a form or plain text instead of JSON', async () => {
    const key = await server.key('customers:write', 'embed:mint', 'customers:read');
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      '',
    ]) {
      for (const [method, path] of [
        ['PUT', '/v1/customers/C-1'],
        ['POST', '/v1/predict'],
        ['POST', '/v1/embed-tokens'],
        ['POST', '/v1/imports'],
      ]) {
        const reply = await server.call(method, path, {
          key,
          body: '{}',
          headers: { 'Content-Type': type },
        });
        expect(reply.status).toBe(415);
      }
    }
  });
});

describe('the origin that a token was minted for', () => {
  test('may ask for the card, and for nothing else', async () => {
    const preflight = (path: string, method: string) =>
      fetch(server.address + path, {
        method: 'OPTIONS',
        headers: {
          Origin: ORIGIN,
          'Access-Control-Request-Method': method,
          'Access-Control-Request-Headers': 'authorization,if-none-match',
        },
      });
    const card = await preflight('/v1/customers/C-1/card', 'GET');
    expect(card.status).toBe(204);
    expect(card.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(card.headers.get('access-control-allow-methods')).toBe('GET');
    expect(card.headers.get('access-control-allow-headers')).toMatch(/^Authorization,/);
    expect(card.headers.get('vary')).toContain('Origin');
    for (const [path, method] of [
      ['/v1/customers/C-1', 'PUT'],
      ['/v1/customers', 'GET'],
      ['/v1/embed-tokens', 'POST'],
    ]) {
      const { headers } = await preflight(path, method);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('can read why it was refused, or it could not tell an old token from a broken line', async () => {
    const headers = { Origin: ORIGIN };
    const reply = await server.call('GET', '/v1/customers/C-1/card', { key: 'old', headers });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  });

  test('of one token is not the origin of another', async () => {
    const other = 'https://other.example';
    await server.mint(['C-1'], other);
    const headers = { Origin: other };
    const reply = await server.call('GET', '/v1/customers/C-1/card', { key: token, headers });
    expect(reply.status).toBe(401);
  });
});

describe('scripts and model files', () => {
  test('may be read by every page', async () => {
    const { headers } = await server.call('GET', '/v1/models', {
      headers: { Origin: 'https://any.example' },
    });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });
});
