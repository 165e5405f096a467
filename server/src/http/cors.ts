import type { Request, Response } from 'express';
import type { OriginStore } from '../features/credentials/credentials-ports.ts';
import type { Route } from './route.ts';

/**
 * Tells the browser which pages may read an answer.
 *
 * Scripts and model files are for every page. Data is only for origins that a token was minted
 * for, exactly as written; an error is readable by them too, or a page could not tell an expired
 * token from a broken network. Cookies play no part anywhere, so credentials are never allowed.
 */
export async function allowOrigin(
  route: Route,
  request: Request,
  response: Response,
  origins: OriginStore,
): Promise<boolean> {
  if (route.openToAllOrigins) {
    response.set('Access-Control-Allow-Origin', '*');
    response.set('Cross-Origin-Resource-Policy', 'cross-origin');
    return true;
  }
  if (!isForPages(route)) return false;
  response.vary('Origin');
  const origin = request.get('origin');
  if (origin === undefined || origin.length > 300 || !(await origins.isKnown(origin))) return false;
  response.set('Access-Control-Allow-Origin', origin);
  response.set('Access-Control-Expose-Headers', 'ETag, Retry-After, X-Request-Id');
  return true;
}

/** Answers a browser that asks before it sends. */
export async function preflight(
  routes: readonly Route[],
  request: Request,
  response: Response,
  origins: OriginStore,
): Promise<void> {
  const methods = routes.map(({ method }) => method.toUpperCase());
  response.set('Allow', ['OPTIONS', ...methods].join(', '));
  const wanted = request.get('access-control-request-method');
  const asked = routes.find(({ method }) => method.toUpperCase() === wanted);
  if (asked && (await allowOrigin(asked, request, response, origins))) {
    response.set('Access-Control-Allow-Methods', asked.method.toUpperCase());
    response.set('Access-Control-Allow-Headers', ALLOWED_HEADERS);
    response.set('Access-Control-Max-Age', '600');
  }
  response.status(204).end();
}

const ALLOWED_HEADERS = 'Authorization, Accept-Language, If-None-Match, X-Request-Id';

function isForPages({ access }: Route): boolean {
  return access.kind === 'protected' && access.embedToken !== undefined;
}
