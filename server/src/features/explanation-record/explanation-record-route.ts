import { BAND_NAMES, LOCALES, type ExplanationRecord } from '@churn-card/models';
import { z } from 'zod';
import { route, type Route } from '../../http/route.ts';
import { customerParams } from '../customers/customer-schemas.ts';
import type { ExplanationRecordService } from './explanation-record-service.ts';

const record = z
  .object({
    recordVersion: z.literal(1),
    model: z.string(),
    modelVersion: z.string(),
    modelHash: z.string(),
    scoredAt: z.iso.datetime(),
    shownOn: z.iso.date(),
    staleDays: z.int().nullable(),
    locale: z.enum(LOCALES),
    inputs: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
    probability: z.number().gt(0).lt(1),
    band: z.enum(BAND_NAMES),
    shown: z.boolean().meta({ description: 'False where there is too little to show a number.' }),
    base: z.number(),
    contributions: z.array(
      z.object({
        feature: z.string().nullable(),
        points: z.number(),
        standardError: z.number().optional(),
        sentence: z.string(),
        evidence: z.string().nullable(),
      }),
    ),
    doubts: z.array(z.string()),
    horizon: z.string(),
    purpose: z.string(),
  })
  .meta({
    id: 'ExplanationRecord',
    description: 'Keep it as it is: `churn-trainer explain --record FILE` checks it again.',
  }) satisfies z.ZodType<ExplanationRecord>;

export function explanationRecordRoutes(service: ExplanationRecordService): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/customers/{id}/explanation-record',
      operationId: 'getExplanationRecord',
      tag: 'explanation-record',
      summary:
        'Inputs, model, reasons and sentences of a score, to be kept for those who ask later.',
      access: { kind: 'protected', apiKey: 'audit:read' },
      params: customerParams,
      query: z.strictObject({ locale: z.string().max(35).optional() }),
      answers: { 200: { description: 'The record', schema: record } },
      errors: ['not_found', 'no_model'],
      handle: async ({ params, locale }) => ({
        status: 200,
        json: await service.record(params.id, locale),
      }),
    }),
  ];
}
