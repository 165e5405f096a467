import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { ERROR_STATUS, type ErrorCode } from '@churn-card/models';
import { z } from 'zod';
import type { AnswerSpec, Route } from './route.ts';
import { TITLES } from './problem.ts';

/** @returns the OpenAPI 3.1 document of the routes: made from the schemas that validate */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key `ck_<env>_<keyid>_<secret>`: from server to server only.',
  });
  registry.registerComponent('securitySchemes', 'embedToken', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A short-lived token for one page and a few customers, from `POST /v1/embed-tokens`.',
  });
  for (const route of routes) registerRoute(registry, route);
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Churn Card',
      version,
      description:
        'How likely a customer is to leave, why, and what changed. For retention contact only, not for decisions on credit, price or eligibility. Errors are problem+json (RFC 9457) with a stable `code`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
  });
}

function registerRoute(registry: OpenAPIRegistry, route: Route): void {
  const responses: Record<string, object> = {};
  for (const [status, answer] of Object.entries(route.answers))
    responses[status] = described(answer);
  for (const [status, codes] of Map.groupBy(errorsOf(route), (code) => ERROR_STATUS[code])) {
    responses[status] = {
      description: codes.map((code) => `${TITLES[code]} (\`${code}\`)`).join('; '),
      content: { 'application/problem+json': { schema: problem } },
    };
  }
  registry.registerPath({
    method: route.method,
    path: route.path,
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(route.access.kind === 'protected' && { description: accessText(route) }),
    security: securityOf(route),
    request: {
      ...(route.params && { params: route.params }),
      ...(route.query && { query: route.query }),
      ...(route.body && { body: { required: true, content: bodyContent(route) } }),
    },
    responses,
  });
}

/** Besides its own errors, those that every route like it may give. */
function errorsOf(route: Route): ErrorCode[] {
  const codes = new Set<ErrorCode>(['bad_request', 'rate_limited', 'internal', 'unavailable']);
  if (route.access.kind === 'protected') codes.add('unauthorized');
  if (route.params || route.query || route.body) codes.add('validation_failed');
  if (route.body) codes.add('payload_too_large').add('unsupported_media_type');
  for (const code of route.errors) codes.add(code);
  return [...codes];
}

function described({ description, schema, contentTypes, headers }: AnswerSpec): object {
  const types = contentTypes ?? (schema ? ['application/json'] : []);
  const content = types.map((type) => [type, { schema: schema ?? { type: 'string' } }] as const);
  return {
    description,
    ...(content.length > 0 && { content: Object.fromEntries(content) }),
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [
          name,
          { description: text, schema: { type: 'string' } },
        ]),
      ),
    }),
  };
}

function bodyContent({ body }: Route) {
  if (body?.kind === 'json') return { 'application/json': { schema: body.schema } };
  const types = body?.kind === 'stream' ? body.contentTypes : [];
  return Object.fromEntries(
    types.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]),
  );
}

function securityOf({ access }: Route): Record<string, string[]>[] {
  if (access.kind === 'public') return [];
  return [
    ...(access.apiKey ? [{ apiKey: [] }] : []),
    ...(access.embedToken ? [{ embedToken: [] }] : []),
  ];
}

function accessText({ access }: Route): string {
  if (access.kind === 'public') return '';
  const ways = [
    ...(access.apiKey ? [`an API key with the scope \`${access.apiKey}\``] : []),
    ...(access.embedToken
      ? [`an embed token for this customer with the scope \`${access.embedToken}\``]
      : []),
  ];
  return `Needs ${ways.join(', or ')}.`;
}

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    detail: z.string(),
    requestId: z.string(),
    errors: z
      .array(
        z.object({ path: z.string(), rule: z.string(), message: z.string(), value: z.string() }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457).' });
