import type { ErrorCode, Locale } from '@churn-card/models';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Access, Caller } from '../domain/caller.ts';
import { check } from './check.ts';

/**
 * One operation of the API: what it is called, who may call it, what goes in, what comes out.
 * The same schemas validate requests and make the OpenAPI document, so neither can lag behind.
 */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As OpenAPI writes it: `/v1/customers/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: JsonBody | StreamBody;
  readonly answers: Readonly<Record<number, AnswerSpec>>;
  /** Besides those that every route may give. */
  readonly errors: readonly ErrorCode[];
  /** Health is answered even when everything else is shed. */
  readonly alwaysAnswer?: boolean;
  /** Pages of any origin may read it: scripts and model files, never data. */
  readonly openToAllOrigins?: boolean;
  readonly handle: (call: Call) => Promise<Answer>;
}

export interface JsonBody<Schema extends z.ZodType = z.ZodType> {
  readonly kind: 'json';
  readonly schema: Schema;
  /** Longest body in bytes, after decompression. */
  readonly maxBytes: number;
}

/** A body that is too large to hold: handed on as it comes. */
export interface StreamBody {
  readonly kind: 'stream';
  readonly contentTypes: readonly string[];
}

export interface AnswerSpec {
  readonly description: string;
  /** Absent where the answer is not JSON or has no body. */
  readonly schema?: z.ZodType;
  /** Where it is not JSON. */
  readonly contentTypes?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly bytes?: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** With a tag, the same answer twice costs a 304. */
  readonly cache?: 'no-store' | 'revalidate-private' | 'revalidate-public' | 'immutable';
}

/** A request, stripped of everything that only HTTP needs to know. */
export interface Call {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly stream: Readable;
  readonly header: (name: string) => string | undefined;
  readonly caller: Caller;
  readonly locale: Locale;
}

export interface RouteSpec<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
> extends Omit<Route, 'handle' | 'params' | 'query' | 'body'> {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: JsonBody<Body> | StreamBody;
  readonly handle: (
    call: Omit<Call, 'params' | 'query' | 'body'> & {
      readonly params: z.output<Params>;
      readonly query: z.output<Query>;
      readonly body: z.output<Body>;
    },
  ) => Promise<Answer>;
}

/** Ties a route's schemas to its handler: what arrives there is checked and typed. */
export function route<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodUndefined,
>(spec: RouteSpec<Params, Query, Body>): Route {
  const bodySchema = spec.body?.kind === 'json' ? spec.body.schema : undefined;
  return {
    ...spec,
    handle: (call) =>
      spec.handle({
        ...call,
        params: check(spec.params, call.params, 'path') as z.output<Params>,
        query: check(spec.query, call.query, 'query') as z.output<Query>,
        body: check(bodySchema, call.body, '') as z.output<Body>,
      }),
  };
}
