import { z } from 'zod';
import { PUBLIC } from '../../domain/caller.ts';
import { AppError } from '../../errors.ts';
import type { Metrics } from '../../http/metrics.ts';
import { route, type Route } from '../../http/route.ts';
import type { Readiness } from './health-ports.ts';

export function healthRoutes(readiness: Readiness, metrics: Metrics): Route[] {
  return [
    route({
      method: 'get',
      path: '/healthz',
      operationId: 'getHealth',
      tag: 'operations',
      summary: 'Whether the process runs. Restart it where this fails.',
      access: PUBLIC,
      alwaysAnswer: true,
      answers: { 200: { description: 'It runs', schema: z.object({ status: z.literal('ok') }) } },
      errors: [],
      handle: async () => ({ status: 200, json: { status: 'ok' } }),
    }),
    route({
      method: 'get',
      path: '/readyz',
      operationId: 'getReadiness',
      tag: 'operations',
      summary: 'Whether requests may come: the database answers and a model is loaded.',
      access: PUBLIC,
      alwaysAnswer: true,
      answers: { 200: { description: 'Ready', schema: z.object({ status: z.literal('ready') }) } },
      errors: ['no_model'],
      async handle() {
        if (readiness.isDraining()) {
          throw new AppError('unavailable', 'The server is stopping.', { retryAfterSeconds: 5 });
        }
        await readiness.pingDatabase();
        if (!readiness.hasModel()) throw new AppError('no_model', 'No model is loaded.');
        return { status: 200, json: { status: 'ready' } };
      },
    }),
    route({
      method: 'get',
      path: '/metrics',
      operationId: 'getMetrics',
      tag: 'operations',
      summary: 'Numbers for Prometheus, without personal data.',
      access: PUBLIC,
      alwaysAnswer: true,
      answers: { 200: { description: 'Metrics', contentTypes: [metrics.contentType] } },
      errors: [],
      handle: async () => ({
        status: 200,
        bytes: await metrics.text(),
        headers: { 'Content-Type': metrics.contentType },
      }),
    }),
  ];
}
