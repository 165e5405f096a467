import { BAND_NAMES } from '@churn-card/models';
import { z } from 'zod';
import {
  CUSTOMER_ID,
  CUSTOMER_STATUSES,
  isCustomerId,
  type Score,
  type ScoredCustomer,
} from '../../domain/customer.ts';

export const customerId = z
  .string()
  .regex(
    CUSTOMER_ID,
    'must be 1 to 128 letters, digits or . _ : @ + -, the first a letter or digit',
  )
  .refine((id) => !CUSTOMER_ID.test(id) || isCustomerId(id), 'must be in Unicode normal form C')
  .meta({ description: 'The id in the CRM', examples: ['C-1001'] });

/** For reading: whatever cannot be an id is simply no customer. */
export const customerParams = z.object({
  id: z
    .string()
    .min(1)
    .meta({ description: 'The id in the CRM', examples: ['C-1001'] }),
});

export const features = z.record(z.string(), z.unknown()).meta({
  id: 'Features',
  description:
    'What the model reads, by the names in `GET /v1/models/{id}`. Missing keys are missing values; columns that the model ignores are accepted and not kept; any other key is refused.',
  examples: [{ CreditScore: 608, Geography: 'Spain', Age: 41, IsActiveMember: 1 }],
});

/** A day, or a moment with its time zone. */
export const moment = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    'must be a day (2026-05-03) or a moment with its time zone',
  )
  .refine((text) => !Number.isNaN(Date.parse(text)), 'must be a day that exists')
  .transform((text) => new Date(text));

/** Text that people read: without control characters, normalized. */
export const plainText = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters')
    .transform((text) => text.normalize('NFC'));

export const customerInput = z
  .strictObject({
    features,
    name: plainText(200).nullable().optional().meta({
      description: 'For people to read in lists. Never an input of the model.',
    }),
    status: z.enum(CUSTOMER_STATUSES).optional().meta({
      description: 'A customer who has `left` gets no score. Default: `active`.',
    }),
    dataAsOf: moment.optional().meta({
      description: 'Up to when the features are known. Default: now.',
    }),
  })
  .meta({ id: 'CustomerInput' });

const value = z.union([z.number(), z.string(), z.boolean(), z.null()]);

const score = z
  .object({
    probability: z.number().gt(0).lt(1),
    band: z.enum(BAND_NAMES),
    model: z.string(),
    modelVersion: z.string(),
    modelHash: z.string(),
    scoredAt: z.iso.datetime(),
    dataAsOf: z.iso.datetime(),
  })
  .meta({ id: 'Score' });

export const storedCustomer = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    status: z.enum(CUSTOMER_STATUSES),
    features: z.record(z.string(), value),
    dataAsOf: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    score: score.nullable().meta({
      description: 'Null where there may be none: too little data, or already left.',
    }),
  })
  .meta({ id: 'Customer' });

export function customerJson({ customer, score }: ScoredCustomer): z.input<typeof storedCustomer> {
  return {
    id: customer.id,
    name: customer.name,
    status: customer.status,
    features: { ...customer.features },
    dataAsOf: customer.dataAsOf.toISOString(),
    updatedAt: customer.updatedAt.toISOString(),
    score: score && scoreJson(score),
  };
}

function scoreJson(from: Score): z.input<typeof score> {
  const { probability, band, model, modelVersion, modelHash, scoredAt, dataAsOf } = from;
  return {
    probability,
    band,
    model,
    modelVersion,
    modelHash,
    scoredAt: scoredAt.toISOString(),
    dataAsOf: dataAsOf.toISOString(),
  };
}
