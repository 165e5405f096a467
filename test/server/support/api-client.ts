import { expect } from 'vitest';
import { z } from 'zod';
import type { Route } from '../../../server/src/http/route.ts';
import { openApiDocument } from '../../../server/src/http/openapi.ts';

export interface CallOptions {
  /** An API key or an embed token. */
  readonly key?: string;
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined where the body is not JSON. */
  readonly json: unknown;
}

export interface ApiClient {
  /** Asks, and holds the answer to the OpenAPI document. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
}

export function apiClient(address: string, routes: readonly Route[]): ApiClient {
  const contract = documentedAnswers(routes);
  return {
    async call(method, path, { key, json, body, headers } = {}) {
      const response = await fetch(address + path, {
        method,
        redirect: 'manual',
        headers: {
          ...(key && { Authorization: `Bearer ${key}` }),
          ...(json !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: json !== undefined ? JSON.stringify(json) : (body as BodyInit | undefined),
      });
      const text = await response.text();
      const isJson = /json$|json;/.test(response.headers.get('content-type') ?? '');
      const reply: Reply = {
        status: response.status,
        headers: response.headers,
        text,
        json: isJson && text ? (JSON.parse(text) as unknown) : undefined,
      };
      contract(method, path, reply);
      return reply;
    },
  };
}

interface Operation {
  readonly method: string;
  readonly pattern: RegExp;
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: unknown }> }>>;
}

/**
 * Every answer that a test sees is held to the published document, read back as JSON Schema: its
 * status must be documented, and its body must fit.
 */
function documentedAnswers(routes: readonly Route[]) {
  const document = openApiDocument(routes, '0') as {
    paths: Record<string, Record<string, Pick<Operation, 'responses'>>>;
    components: { schemas: Record<string, unknown> };
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      method,
      responses,
      pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
    })),
  );
  const checks = new Map<unknown, z.ZodType>();
  const checkOf = (schema: unknown): z.ZodType => {
    const known = checks.get(schema);
    if (known) return known;
    const made = z.fromJSONSchema(
      JSON.parse(
        JSON.stringify({ ...(schema as object), $defs: document.components.schemas }).replaceAll(
          '#/components/schemas/',
          '#/$defs/',
        ),
      ),
    );
    checks.set(schema, made);
    return made;
  };

  return (method: string, path: string, reply: Reply): void => {
    const name = method.toLowerCase() === 'head' ? 'get' : method.toLowerCase();
    const plain = path.split('?')[0];
    const operation = operations.find((one) => one.method === name && one.pattern.test(plain));
    if (!operation || reply.status === 421) return;
    const documented = operation.responses[String(reply.status)];
    expect(documented, `${method} ${path} gave an undocumented ${reply.status}`).toBeDefined();
    if (reply.json === undefined) return;
    const type = (reply.headers.get('content-type') ?? '').split(';')[0];
    const content = documented.content?.[type];
    expect(content, `${method} ${path} gave an undocumented ${type}`).toBeDefined();
    // A file of a model is bytes, whatever they are called.
    if (!content || plain.includes('/files/')) return;
    const result = checkOf(content.schema).safeParse(reply.json);
    expect(result.error?.issues ?? [], `${method} ${path} breaks its schema`).toEqual([]);
  };
}
