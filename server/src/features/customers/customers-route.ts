import { BAND_NAMES } from '@churn-card/models';
import { z } from 'zod';
import { route, type Route } from '../../http/route.ts';
import {
  customerId,
  customerInput,
  customerJson,
  customerParams,
  storedCustomer,
} from './customer-schemas.ts';
import type { CustomersService } from './customers-service.ts';
import { decodeCursor, encodeCursor } from './worklist-cursor.ts';

const TAG = 'customers';

/** Longest JSON body of an ordinary route, in bytes. */
export const MAX_BODY_BYTES = 100_000;

const worklistPage = z
  .object({
    customers: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        probability: z.number().nullable(),
        band: z.enum(BAND_NAMES).nullable(),
        scoredAt: z.iso.datetime().nullable(),
        dataAsOf: z.iso.datetime(),
      }),
    ),
    next: z.string().nullable().meta({ description: 'The cursor of the next page, or null.' }),
  })
  .meta({ id: 'Worklist' });

export function customersRoutes(service: CustomersService): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/customers',
      operationId: 'listCustomers',
      tag: TAG,
      summary: 'The worklist: active customers, the likeliest to leave first.',
      access: { kind: 'protected', apiKey: 'customers:read' },
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        band: z.enum(BAND_NAMES).optional(),
        cursor: z.string().min(1).max(400).optional(),
      }),
      answers: { 200: { description: 'One page', schema: worklistPage } },
      errors: [],
      async handle({ query: { limit, band, cursor } }) {
        const after = cursor === undefined ? undefined : decodeCursor(cursor);
        const { entries, next } = await service.worklist({ limit, band, after });
        return {
          status: 200,
          json: {
            customers: entries.map((entry) => ({
              ...entry,
              scoredAt: entry.scoredAt?.toISOString() ?? null,
              dataAsOf: entry.dataAsOf.toISOString(),
            })),
            next: next && encodeCursor(next),
          },
        };
      },
    }),
    route({
      method: 'put',
      path: '/v1/customers/{id}',
      operationId: 'putCustomer',
      tag: TAG,
      summary: 'Stores a customer, replacing what was there, and scores it.',
      access: { kind: 'protected', apiKey: 'customers:write' },
      params: z.object({ id: customerId }),
      body: { kind: 'json', schema: customerInput, maxBytes: MAX_BODY_BYTES },
      answers: { 200: { description: 'Stored and scored', schema: storedCustomer } },
      errors: ['no_model', 'storage_full'],
      handle: async ({ params, body }) => ({
        status: 200,
        json: customerJson(await service.put(params.id, body)),
      }),
    }),
    route({
      method: 'get',
      path: '/v1/customers/{id}',
      operationId: 'getCustomer',
      tag: TAG,
      summary: 'A stored customer with its score.',
      access: { kind: 'protected', apiKey: 'customers:read' },
      params: customerParams,
      answers: { 200: { description: 'The customer', schema: storedCustomer } },
      errors: ['not_found'],
      handle: async ({ params }) => ({
        status: 200,
        json: customerJson(await service.get(params.id)),
        cache: 'revalidate-private',
      }),
    }),
    route({
      method: 'delete',
      path: '/v1/customers/{id}',
      operationId: 'deleteCustomer',
      tag: TAG,
      summary: 'Removes a customer and the history of its scores.',
      access: { kind: 'protected', apiKey: 'customers:write' },
      params: customerParams,
      answers: { 204: { description: 'Removed' } },
      errors: ['not_found'],
      async handle({ params }) {
        await service.remove(params.id);
        return { status: 204 };
      },
    }),
  ];
}
