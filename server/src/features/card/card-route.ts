import { z } from 'zod';
import { LOCALE_LIST } from '../../http/locale.ts';
import { route, type Route } from '../../http/route.ts';
import { customerParams } from '../customers/customer-schemas.ts';
import { cardSchema } from './card-schema.ts';
import type { CardService } from './card-service.ts';

export function cardRoutes(service: CardService): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/customers/{id}/card',
      operationId: 'getCard',
      tag: 'card',
      summary: 'Everything the card shows, in one call.',
      access: { kind: 'protected', apiKey: 'customers:read', embedToken: 'card:read' },
      params: customerParams,
      query: z.strictObject({
        locale: z
          .string()
          .max(35)
          .optional()
          .meta({
            description: `Language of the texts (${LOCALE_LIST}); goes before Accept-Language.`,
          }),
      }),
      answers: {
        200: {
          description: 'The card',
          schema: cardSchema,
          headers: {
            ETag: 'Send it back as If-None-Match: an unchanged card costs a 304.',
            'Content-Language': 'Language of the texts',
          },
        },
        304: { description: 'Unchanged' },
      },
      errors: ['not_found', 'no_model'],
      handle: async ({ params, locale }) => ({
        status: 200,
        json: await service.card(params.id, locale),
        headers: { 'Content-Language': locale, Vary: 'Accept-Language, Authorization, Origin' },
        cache: 'revalidate-private',
      }),
    }),
  ];
}
