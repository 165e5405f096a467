import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Numbers for operations. Labels are routes and statuses, never customers. */
export interface Metrics {
  observe(method: string, route: string, status: number, seconds: number): void;
  text(): Promise<string>;
  readonly contentType: string;
}

export function metrics(): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'churn_card_http_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  return {
    observe: (method, route, status, seconds) =>
      requests.observe({ method, route, status }, seconds),
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}
