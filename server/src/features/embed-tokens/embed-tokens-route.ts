import { z } from 'zod';
import { EMBED_SCOPES } from '../../domain/caller.ts';
import { route, type Route } from '../../http/route.ts';
import {
  DEFAULT_TOKEN_SECONDS,
  MAX_TOKEN_CUSTOMERS,
  MAX_TOKEN_ORIGINS,
  MAX_TOKEN_SECONDS,
  originSchema,
} from '../credentials/embed-claims.ts';
import { customerId, plainText } from '../customers/customer-schemas.ts';
import { MAX_BODY_BYTES } from '../customers/customers-route.ts';
import type { EmbedTokensService } from './embed-tokens-service.ts';

const input = z
  .strictObject({
    customers: z
      .array(customerId)
      .min(1)
      .max(MAX_TOKEN_CUSTOMERS)
      .meta({ description: 'The only customers that the token opens.' }),
    sub: plainText(200).meta({ description: 'The agent, in any words of the CRM; never read.' }),
    origins: z
      .array(originSchema)
      .min(1)
      .max(MAX_TOKEN_ORIGINS)
      .meta({ description: 'The pages that may use it, exactly as browsers write their origin.' }),
    ttlSeconds: z.int().min(10).max(MAX_TOKEN_SECONDS).default(DEFAULT_TOKEN_SECONDS),
    scopes: z.array(z.enum(EMBED_SCOPES)).min(1).max(EMBED_SCOPES.length).default(['card:read']),
  })
  .meta({ id: 'EmbedTokenInput' });

const output = z
  .object({ token: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'EmbedToken' });

export function embedTokensRoutes(service: EmbedTokensService): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/embed-tokens',
      operationId: 'mintEmbedToken',
      tag: 'embed',
      summary: 'A short-lived token that a page may hold, for a few customers.',
      access: { kind: 'protected', apiKey: 'embed:mint' },
      body: { kind: 'json', schema: input, maxBytes: MAX_BODY_BYTES },
      answers: { 201: { description: 'The token', schema: output } },
      errors: [],
      async handle({ body }) {
        const { token, expiresAt } = await service.mint(body);
        return { status: 201, json: { token, expiresAt: expiresAt.toISOString() } };
      },
    }),
  ];
}
