import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Caller } from '../domain/caller.ts';
import { AppError } from '../errors.ts';

export interface RateLimits {
  /** Counts a request of this caller. @throws AppError rate_limited */
  count(caller: Caller, request: Request, response: Response): Promise<void>;
  /** Counts a credential that was refused, by address. @throws AppError rate_limited */
  countRefused(request: Request, response: Response): Promise<void>;
}

/** A caller with a credential is counted by it, since a CRM's back end has one address for all. */
export function rateLimits(perMinute: number): RateLimits {
  const byCaller = limiter(perMinute, (response) => String(response.locals.rateKey));
  const refused = limiter(Math.max(20, Math.ceil(perMinute / 20)), (_response, request) =>
    addressOf(request),
  );
  return {
    count(caller, request, response) {
      response.locals.rateKey = keyOf(caller, request);
      return run(byCaller, request, response);
    },
    countRefused: (request, response) => run(refused, request, response),
  };
}

const WINDOW_SECONDS = 60;

function limiter(
  limit: number,
  key: (response: Response, request: Request) => string,
): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_SECONDS * 1000,
    limit,
    keyGenerator: (request, response) => key(response, request),
    standardHeaders: false,
    legacyHeaders: false,
    validate: false,
    handler: (_request, _response, next) =>
      next(
        new AppError('rate_limited', `More than ${limit} requests in a minute.`, {
          retryAfterSeconds: WINDOW_SECONDS,
        }),
      ),
  });
}

function keyOf(caller: Caller, request: Request): string {
  switch (caller.kind) {
    case 'anonymous':
      return `address ${addressOf(request)}`;
    case 'api-key':
      return `key ${caller.keyId}`;
    case 'embed-token':
      return `token ${caller.subject}`;
  }
}

function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? '');
}

function run(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void handler(request, response, (error?: unknown) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}
