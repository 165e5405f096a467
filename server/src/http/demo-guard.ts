import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/**
 * The demo is for this machine only. A page elsewhere could still make a browser here ask it, under
 * a name of its own that resolves to this machine: so the Host must be this machine's, and so must
 * be the Origin.
 */
export const demoGuard: RequestHandler = (request, _response, next) => {
  const host = request.get('host') ?? '';
  const origin = request.get('origin');
  const isHome = LOOPBACK.test(host) && (origin === undefined || LOOPBACK_ORIGIN.test(origin));
  next(isHome ? undefined : new AppError('misdirected_request', DETAIL));
};

const DETAIL = 'The demo answers only to pages and programs on this machine.';
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;
const LOOPBACK_ORIGIN = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;
