import { BAND_NAMES, LOCALES } from '@churn-card/models';
import { z } from 'zod';
import { route, type Route } from '../../http/route.ts';
import { doubts } from '../card/card-schema.ts';
import { customerParams, plainText } from '../customers/customer-schemas.ts';
import type { WhatIfService } from './what-if-service.ts';

const TAG = 'what-if';
const ACCESS = {
  kind: 'protected',
  apiKey: 'customers:read',
  embedToken: 'card:read',
} as const;
const MAX_CHANGES_BYTES = 20_000;

const about = {
  customerId: z.string(),
  locale: z.enum(LOCALES),
  model: z.string(),
  modelVersion: z.string(),
  modelHash: z.string(),
};

const caution = z.object({ code: z.literal('not-causal'), sentence: z.string() }).meta({
  description: 'The model has seen who left, not what changes do. Show it beside the number.',
});

const value = z.union([z.number(), z.string(), z.boolean(), z.null()]);

const input = z
  .strictObject({
    changes: z.record(z.string(), z.unknown()).meta({
      description:
        'New values by feature name. Only what the model marks as changeable, within its rules.',
      examples: [{ IsActiveMember: 1 }],
    }),
  })
  .meta({ id: 'WhatIfInput' });

const whatIf = z
  .object({
    ...about,
    before: z.number(),
    probability: z.number().gt(0).lt(1),
    band: z.enum(BAND_NAMES),
    parts: z
      .array(z.object({ feature: z.string().nullable(), points: z.number(), sentence: z.string() }))
      .meta({ description: 'What each change adds: `before` plus all points is `probability`.' }),
    enough: z.boolean().meta({ description: 'Whether the number may be shown.' }),
    doubts,
    caution,
  })
  .meta({ id: 'WhatIf' });

const counterfactuals = z
  .object({
    ...about,
    probability: z.number(),
    below: z.number(),
    found: z
      .array(
        z.object({
          changes: z.array(z.object({ feature: z.string(), to: value, sentence: z.string() })),
          probability: z.number().gt(0).lt(1),
          sparsity: z.int(),
          distance: z.number(),
          plausibility: z.number().nullable().meta({
            description: 'The share of past customers who are at least as unusual.',
          }),
        }),
      )
      .meta({ description: 'Fewest changes first, then the smallest.' }),
    isComplete: z.boolean().meta({ description: 'False where the search gave up.' }),
    caution,
  })
  .meta({ id: 'Counterfactuals' });

const ranked = z
  .object({
    ...about,
    probability: z.number(),
    actions: z
      .array(
        z.object({
          id: z.string(),
          label: z.string(),
          sentences: z.array(z.string()),
          probability: z.number().gt(0).lt(1),
          points: z.number(),
          cost: z.number(),
          plausibility: z.number().nullable(),
        }),
      )
      .meta({ description: 'What the model expects most of first; of equal ones, the cheaper.' }),
    impossible: z
      .array(z.object({ id: z.string(), label: z.string(), reasons: z.array(z.string()) }))
      .meta({ description: 'Without reasons where everything is so already.' }),
    caution,
  })
  .meta({ id: 'RankedActions' });

const locale = z.string().max(35).optional();

export function whatIfRoutes(service: WhatIfService): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/customers/{id}/what-if',
      operationId: 'whatIf',
      tag: TAG,
      summary: 'What the model says about a customer who is changed. Stores nothing.',
      access: ACCESS,
      params: customerParams,
      query: z.strictObject({ locale }),
      body: { kind: 'json', schema: input, maxBytes: MAX_CHANGES_BYTES },
      answers: { 200: { description: 'The changed score', schema: whatIf } },
      errors: ['not_found', 'no_model'],
      handle: async (call) => ({
        status: 200,
        json: await service.whatIf(call.params.id, call.body.changes, call.locale),
      }),
    }),
    route({
      method: 'get',
      path: '/v1/customers/{id}/counterfactuals',
      operationId: 'getCounterfactuals',
      tag: TAG,
      summary: 'The smallest allowed changes that bring a customer below a probability.',
      access: ACCESS,
      params: customerParams,
      query: z.strictObject({
        below: z.coerce.number().gt(0).lt(1).optional(),
        most: z.coerce.number().int().min(1).max(10).default(3),
        locale,
      }),
      answers: { 200: { description: 'Several different ones', schema: counterfactuals } },
      errors: ['not_found', 'no_model'],
      handle: async ({ params, query: { below, most }, ...call }) => ({
        status: 200,
        json: await service.counterfactuals(params.id, { below, most }, call.locale),
      }),
    }),
    route({
      method: 'get',
      path: '/v1/customers/{id}/actions',
      operationId: 'getActions',
      tag: TAG,
      summary:
        'What could be done, from the list of the company, ranked by what the model expects.',
      access: ACCESS,
      params: customerParams,
      query: z.strictObject({
        role: plainText(100).optional().meta({
          description: 'Who asks. Only API keys may say so: a page could claim anything.',
        }),
        locale,
      }),
      answers: { 200: { description: 'The actions', schema: ranked } },
      errors: ['not_found', 'no_model'],
      handle: async ({ params, query, caller, locale: language }) => {
        const role = caller.kind === 'api-key' ? query.role : undefined;
        return { status: 200, json: await service.actions(params.id, role, language) };
      },
    }),
  ];
}
