import type { RequestHandler } from 'express';
import type { Log } from '../domain/ports.ts';
import type { Metrics } from './metrics.ts';
import { requestIdOf } from './request-id.ts';

/**
 * One line for each request. The route's pattern stands for the path, because a path names a
 * customer; headers are left out, because they hold credentials.
 */
export function accessLog(log: Log, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    response.once('close', () => {
      const ms = performance.now() - start;
      const route = String(response.locals.route ?? 'none');
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.observe(request.method, route, status, ms / 1000);
      const fields = { method: request.method, route, status, ms: Math.round(ms * 10) / 10 };
      log.info({ requestId: requestIdOf(response), ...fields }, 'request');
    });
    next();
  };
}
