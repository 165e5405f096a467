import { BAND_NAMES } from '@churn-card/models';
import { z } from 'zod';
import { route, type Route } from '../../http/route.ts';
import { contribution, doubts } from '../card/card-schema.ts';
import { features, plainText } from '../customers/customer-schemas.ts';
import type { PredictService } from './predict-service.ts';

/** A thousand customers need more room than an ordinary body. */
const MAX_PREDICT_BYTES = 2_000_000;

const input = z
  .strictObject({
    customers: z
      .array(z.strictObject({ id: plainText(128).optional(), features }))
      .min(1)
      .max(1000),
    explain: z
      .boolean()
      .default(false)
      .meta({ description: 'With reasons, which take some milliseconds for each customer.' }),
  })
  .meta({ id: 'PredictInput' });

const prediction = z.discriminatedUnion('state', [
  z.object({
    id: z.string().optional(),
    state: z.literal('scored'),
    probability: z.number().gt(0).lt(1),
    band: z.enum(BAND_NAMES),
    known: z.int(),
    doubts,
    base: z.number().optional(),
    contributions: z.array(contribution).optional(),
  }),
  z.object({
    id: z.string().optional(),
    state: z.literal('too-little-data'),
    known: z.int(),
    doubts,
  }),
]);

const output = z
  .object({
    model: z.string(),
    modelVersion: z.string(),
    modelHash: z.string(),
    scoredAt: z.iso.datetime(),
    dataAsOf: z.iso.datetime(),
    horizon: z.string(),
    baseRate: z.number(),
    threshold: z.number(),
    purpose: z.string(),
    predictions: z.array(prediction).meta({ description: 'In the order of the request.' }),
  })
  .meta({ id: 'Predictions' });

export function predictRoutes(service: PredictService): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/predict',
      operationId: 'predict',
      tag: 'predict',
      summary: 'Scores 1 to 1,000 customers without storing anything.',
      access: { kind: 'protected', apiKey: 'customers:read' },
      query: z.strictObject({ locale: z.string().max(35).optional() }),
      body: { kind: 'json', schema: input, maxBytes: MAX_PREDICT_BYTES },
      answers: { 200: { description: 'Their scores', schema: output } },
      errors: ['no_model'],
      handle: async ({ body, locale }) => ({
        status: 200,
        json: await service.predict(body.customers, body.explain, locale),
      }),
    }),
  ];
}
