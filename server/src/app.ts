import compression from 'compression';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Log, RandomBytes } from './domain/ports.ts';
import { AppError } from './errors.ts';
import { accessLog } from './http/access-log.ts';
import { demoGuard } from './http/demo-guard.ts';
import { errorHandler } from './http/error-handler.ts';
import type { Metrics } from './http/metrics.ts';
import { mountRoutes, type MountParts } from './http/mount.ts';
import { requestId } from './http/request-id.ts';
import type { Route } from './http/route.ts';

export interface AppParts extends MountParts {
  readonly routes: readonly Route[];
  readonly log: Log;
  readonly metrics: Metrics;
  readonly randomBytes: RandomBytes;
  readonly translateError: (error: unknown) => AppError | null;
  readonly isDraining: () => boolean;
  readonly demo: boolean;
  /** How many proxies in front are ours, so that their X-Forwarded-For may be believed. */
  readonly trustedProxies: number;
}

/** The HTTP side, from the first header to the last error. Everything it needs is handed in. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.set('trust proxy', parts.trustedProxies);
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.disable('x-powered-by');
  // Tags are set where an answer may be kept, and nowhere else.
  app.disable('etag');
  app.use(requestId(parts.randomBytes), accessLog(parts.log, parts.metrics));
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      },
      referrerPolicy: { policy: 'no-referrer' },
    }),
  );
  app.use((_request, response, next) => {
    if (parts.isDraining()) response.set('Connection', 'close');
    next();
  });
  if (parts.demo) app.use(demoGuard);
  app.use(compression());
  mountRoutes(app, parts.routes, parts);
  app.use(() => {
    throw new AppError('not_found', 'There is nothing at this path.');
  });
  app.use(errorHandler(parts.translateError, parts.log));
  return app;
}
