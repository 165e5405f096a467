import type { RequestHandler, Response } from 'express';
import type { RandomBytes } from '../domain/ports.ts';

/** Every answer carries the id under which its request is logged; a proxy may bring its own. */
export function requestId(randomBytes: RandomBytes): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const id =
      given && FORM.test(given) ? given : Buffer.from(randomBytes(12)).toString('base64url');
    response.locals.requestId = id;
    response.set('X-Request-Id', id);
    next();
  };
}

export function requestIdOf(response: Response): string {
  return String(response.locals.requestId ?? '');
}

const FORM = /^[A-Za-z0-9_-]{8,64}$/;
