import { ERROR_STATUS } from '@churn-card/models';
import { beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from './support/test-server.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly Record<string, unknown>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: unknown }> };
  readonly responses: Record<string, { readonly content?: Record<string, unknown> }>;
}

let server: TestServer;
let document: {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, unknown> };
};

beforeAll(async () => {
  server = await testServer();
  document = (await server.call('GET', '/openapi.json')).json as typeof document;
});

const operations = (): [string, string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): [string, string, Operation] => [
      method,
      path,
      one,
    ]),
  );

describe('the OpenAPI document', () => {
  test('is of version 3.1 and has every route that there is, and no other', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(
      operations()
        .map(([method, path]) => `${method} ${path}`)
        .sort(),
    ).toEqual(server.routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test('names every parameter of a path, and says in words what each operation is for', () => {
    for (const [, path, { operationId, summary, parameters = [] }] of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const named = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      expect(named, operationId).toEqual(inPath);
      expect(summary, operationId).toMatch(/\.$/);
    }
  });

  test('has no reference that leads nowhere', () => {
    const references = [
      ...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g),
    ];
    expect(references.length).toBeGreaterThan(10);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name);
  });

  test('documents every error as a problem, with its codes', () => {
    for (const [, , { operationId, responses }] of operations()) {
      for (const [status, { content }] of Object.entries(responses)) {
        if (Number(status) < 400) continue;
        expect(Object.keys(content ?? {}), operationId).toEqual(['application/problem+json']);
        expect(Object.values(ERROR_STATUS) as number[]).toContain(Number(status));
      }
    }
  });

  test('says which credential opens what', () => {
    const securityOf = (id: string) =>
      operations().find(([, , one]) => one.operationId === id)?.[2].security;
    expect(securityOf('getHealth')).toEqual([]);
    expect(securityOf('mintEmbedToken')).toEqual([{ apiKey: [] }]);
    expect(securityOf('getCard')).toEqual([{ apiKey: [] }, { embedToken: [] }]);
  });

  test('holds its own examples to be true', async () => {
    const key = await server.key('customers:write');
    const { schemas } = document.components as {
      schemas: Record<string, { examples?: unknown[] }>;
    };
    expect(schemas.Features.examples).toHaveLength(1);
    const reply = await server.call('PUT', '/v1/customers/C-1001', {
      key,
      json: { features: { Age: 41 }, dataAsOf: '2026-05-03', status: 'active', name: 'Ann' },
    });
    expect(reply.status).toBe(200);
  });
});

test('the page to read it on calls nothing but this server', async () => {
  const page = await server.call('GET', '/docs');
  expect(page.headers.get('content-type')).toContain('text/html');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|unsafe-eval|script-src[^;]*unsafe-inline/);
  const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link);
  expect(links.length).toBe(4);
  for (const link of links) {
    expect(link).toMatch(/^\/docs\//);
    expect((await fetch(server.address + link)).status).toBe(200);
  }
});
