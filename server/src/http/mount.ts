import { createHash } from 'node:crypto';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { AppError } from '../errors.ts';
import type { CredentialsService } from '../features/credentials/credentials-service.ts';
import type { OriginStore } from '../features/credentials/credentials-ports.ts';
import { authorize } from './access.ts';
import { allowOrigin, preflight } from './cors.ts';
import { parseSafeJson } from '../domain/safe-json.ts';
import type { LoadShedder } from './load-shedder.ts';
import { chooseLocale } from './locale.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Answer, Route } from './route.ts';

export interface MountParts {
  readonly credentials: CredentialsService;
  readonly origins: OriginStore;
  readonly limits: RateLimits;
  readonly shedder: LoadShedder;
}

/** Puts routes on the app, each behind the same steps in the same order. */
export function mountRoutes(app: Express, routes: readonly Route[], parts: MountParts): void {
  const byPath = Map.groupBy(routes, ({ path }) => path);
  for (const [path, group] of byPath) {
    const pattern = expressPath(path);
    for (const route of group) {
      app[route.method](pattern, (request, response) => serve(route, request, response, parts));
    }
    app.options(pattern, (request, response) => preflight(group, request, response, parts.origins));
    app.all(pattern, refuseMethod(path, group));
  }
}

/** Nothing of a body is read before the caller is known. */
async function serve(
  route: Route,
  request: Request,
  response: Response,
  { credentials, origins, limits, shedder }: MountParts,
): Promise<void> {
  response.locals.route = route.path;
  await allowOrigin(route, request, response, origins);
  if (!route.alwaysAnswer) shedder.check();
  const caller = await authorize(route.access, request, credentials).catch(async (error) => {
    if (error instanceof AppError && error.code === 'unauthorized') {
      await limits.countRefused(request, response);
    }
    throw error;
  });
  if (!route.alwaysAnswer) await limits.count(caller, request, response);
  const answer = await route.handle({
    params: request.params,
    query: request.query,
    body: await readBody(route, request, response),
    stream: request,
    header: (name) => request.get(name),
    caller,
    locale: chooseLocale(request.query.locale, request.get('accept-language')),
  });
  send(request, response, answer);
}

async function readBody(route: Route, request: Request, response: Response): Promise<unknown> {
  if (!route.body) return undefined;
  const type = (request.get('content-type') ?? '').split(';')[0].trim().toLowerCase();
  const accepted = route.body.kind === 'json' ? JSON_TYPES : route.body.contentTypes;
  if (!accepted.includes(type)) {
    throw new AppError('unsupported_media_type', `Content-Type must be ${accepted.join(' or ')}.`);
  }
  if (route.body.kind === 'stream') {
    // Slow is fine, silent is not.
    request.setTimeout(SILENCE_MS, () => request.destroy());
    return undefined;
  }
  const bytes = await readRaw(request, response, route.body.maxBytes);
  return parseSafeJson(bytes);
}

const JSON_TYPES = ['application/json'];

/** In milliseconds. Uploads that stream have their own, longer patience. */
const BODY_PATIENCE_MS = 30_000;
const SILENCE_MS = 60_000;

function readRaw(request: Request, response: Response, maxBytes: number): Promise<Uint8Array> {
  const read = express.raw({ type: () => true, limit: maxBytes });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new AppError('bad_request', 'The body took longer than 30 seconds to arrive.'));
    }, BODY_PATIENCE_MS);
    read(request, response, (error?: unknown) => {
      clearTimeout(timer);
      if (error instanceof Error) reject(error);
      else resolve(Buffer.isBuffer(request.body) ? request.body : new Uint8Array());
    });
  });
}

function send(request: Request, response: Response, answer: Answer): void {
  const cache = answer.cache ?? 'no-store';
  response.status(answer.status).set('Cache-Control', CACHE[cache]);
  if (answer.headers) response.set(answer.headers);
  if (answer.json !== undefined) response.type('application/json');
  const body =
    answer.json === undefined
      ? answer.bytes
      : new TextEncoder().encode(JSON.stringify(answer.json));
  if (body === undefined) {
    response.end();
    return;
  }
  if (cache !== 'no-store') {
    const tag = response.get('ETag') ?? weakTag(body);
    response.set('ETag', tag);
    if (isKnown(request.get('if-none-match'), tag)) {
      response.status(304).end();
      return;
    }
  }
  response.send(Buffer.from(body));
}

/**
 * Compared here rather than by the framework, which answers in full to `Cache-Control: no-cache`:
 * that is what browsers add by themselves when a page sends If-None-Match.
 */
function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  const opaque = (text: string): string => text.trim().replace(/^W\//, '');
  return (ifNoneMatch ?? '').split(',').some((known) => opaque(known) === opaque(tag));
}

function weakTag(body: Uint8Array | string): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

const CACHE = {
  'no-store': 'no-store',
  'revalidate-private': 'private, no-cache',
  'revalidate-public': 'public, no-cache',
  immutable: 'public, max-age=31536000, immutable',
} as const;

function refuseMethod(path: string, routes: readonly Route[]): RequestHandler {
  const allowed = ['OPTIONS', ...routes.map(({ method }) => method.toUpperCase())].join(', ');
  return (_request, response) => {
    response.locals.route = path;
    response.set('Allow', allowed);
    throw new AppError('method_not_allowed', `This path knows ${allowed}.`);
  };
}

/** `/v1/customers/{id}` as express writes it. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
