import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../server/src/app.ts';
import type { Route } from '../../server/src/http/route.ts';
import { API_KEY_SCOPES } from '../../server/src/domain/caller.ts';
import { silentLog } from './support/silent-log.ts';
import { ORIGIN, testServer, type TestServer } from './support/test-server.ts';

let server: TestServer;
let now = new Date();

beforeAll(async () => {
  server = await testServer({ clock: () => now });
  await storeCustomers();
});

async function storeCustomers(): Promise<void> {
  const key = await server.key('customers:write');
  const json = { features: { Age: 41, Country: 'Spain', Active: true } };
  for (const id of ['C-1', 'C-2']) await server.call('PUT', `/v1/customers/${id}`, { key, json });
}

/** What each route needs to be asked properly; a route that is not here fails the first test. */
const REQUESTS: Readonly<Record<string, { json?: unknown; body?: string; type?: string }>> = {
  getHealth: {},
  getReadiness: {},
  getMetrics: {},
  listModels: {},
  getModel: {},
  getModelFile: {},
  predict: { json: { customers: [{ features: {} }] } },
  listCustomers: {},
  putCustomer: { json: { features: { Age: 41, Country: 'Spain', Active: true } } },
  getCustomer: {},
  deleteCustomer: {},
  getCard: {},
  whatIf: { json: { changes: { Active: true } } },
  getCounterfactuals: {},
  getActions: {},
  getExplanationRecord: {},
  startImport: { body: 'id,Age\nI-1,41\n', type: 'text/csv' },
  getImport: {},
  mintEmbedToken: { json: { customers: ['C-1'], sub: 'agent', origins: [ORIGIN] } },
  getScript: {},
  getClassicScript: {},
  getPinnedScript: {},
  getWidget: {},
  getOpenApi: {},
  getDocs: {},
  getDocsFile: {},
};

/** Those that need no credential: nothing about a customer may ever be among them. */
const PUBLIC_ROUTES = [
  'getHealth',
  'getReadiness',
  'getMetrics',
  'listModels',
  'getModel',
  'getModelFile',
  'getScript',
  'getClassicScript',
  'getPinnedScript',
  'getWidget',
  'getOpenApi',
  'getDocs',
  'getDocsFile',
];

async function ask(route: Route, key: string | undefined, id = 'C-1') {
  const { json, body, type } = REQUESTS[route.operationId] ?? {};
  const path = route.path
    .replace('{id}', route.tag === 'imports' ? 'abc' : id)
    .replace(/\{\w+\}/g, 'x');
  return server.call(route.method.toUpperCase(), path, {
    ...(key !== undefined && { key }),
    json,
    body,
    headers: { Origin: ORIGIN, ...(type && { 'Content-Type': type }) },
  });
}

const isProtected = (route: Route): boolean => route.access.kind === 'protected';

test('every route is in the matrix', () => {
  expect(server.routes.map(({ operationId }) => operationId).sort()).toEqual(
    Object.keys(REQUESTS).sort(),
  );
  expect(
    server.routes.filter((route) => !isProtected(route)).map(({ operationId }) => operationId),
  ).toEqual(PUBLIC_ROUTES);
});

test('the app knows no path besides the routes', () => {
  const app = createApp({
    routes: server.routes,
    log: silentLog,
    demo: false,
    trustedProxies: 0,
  } as unknown as Parameters<typeof createApp>[0]);
  const { stack } = app.router as unknown as { stack: { route?: { path: string } }[] };
  const paths = stack.flatMap(({ route }) => (route ? [route.path] : []));
  const documented = server.routes.map(({ path }) => path.replace(/\{(\w+)\}/g, ':$1'));
  expect(new Set(paths)).toEqual(new Set(documented));
});

describe('a protected route answers 401', () => {
  const refusesAll = async (key: () => Promise<string | undefined>): Promise<void> => {
    for (const route of server.routes.filter(isProtected)) {
      const { status, headers } = await ask(route, await key());
      expect(`${route.operationId} ${status}`).toBe(`${route.operationId} 401`);
      expect(headers.get('www-authenticate')).toBe('Bearer');
    }
  };

  test('without a credential', () => refusesAll(async () => undefined));

  test('to a credential that is none', () => refusesAll(async () => 'x'));

  test('to an API key without scopes', () => refusesAll(() => server.key()));

  test('to a revoked API key', async () => {
    const key = await server.key(...API_KEY_SCOPES);
    await server.storage.apiKeys.revoke(key.split('_')[2], now);
    await refusesAll(async () => key);
  });

  test('to an API key with every scope but the one', async () => {
    for (const route of server.routes) {
      if (route.access.kind === 'public') continue;
      const needed = route.access.apiKey;
      const key = await server.key(...API_KEY_SCOPES.filter((scope) => scope !== needed));
      expect(`${route.operationId} ${(await ask(route, key)).status}`).toBe(
        `${route.operationId} 401`,
      );
    }
  });

  test('to an embed token where only API keys may ask', async () => {
    const token = await server.mint(['C-1']);
    for (const route of server.routes) {
      if (route.access.kind === 'public' || route.access.embedToken) continue;
      expect(`${route.operationId} ${(await ask(route, token)).status}`).toBe(
        `${route.operationId} 401`,
      );
    }
  });

  test('to an expired embed token', async () => {
    const token = await server.mint(['C-1']);
    now = new Date(now.getTime() + 400_000);
    await refusesAll(async () => token);
  });

  test('to a credential in the address or in a cookie', async () => {
    const key = await server.key('customers:read');
    const reply = await server.call('GET', '/v1/customers/C-1', {
      headers: { Cookie: `key=${key}` },
    });
    expect(reply.status).toBe(401);
    const basic = { Authorization: `Basic ${Buffer.from(`x:${key}`).toString('base64')}` };
    expect((await server.call('GET', '/v1/customers/C-1', { headers: basic })).status).toBe(401);
  });
});

test('an embed token for another customer gives 404 where embed tokens may ask', async () => {
  const token = await server.mint(['C-1']);
  for (const route of server.routes) {
    if (route.access.kind === 'public' || !route.access.embedToken) continue;
    expect((await ask(route, token, 'C-1')).status).toBe(200);
    expect((await ask(route, token, 'C-2')).status).toBe(404);
  }
});

test('with the right scope every protected route lets in', async () => {
  for (const route of server.routes) {
    if (route.access.kind === 'public' || !route.access.apiKey) continue;
    await storeCustomers();
    const { status } = await ask(route, await server.key(route.access.apiKey));
    const wanted = route.operationId === 'getImport' ? [404] : [200, 201, 202, 204];
    expect(wanted, route.operationId).toContain(status);
  }
});
