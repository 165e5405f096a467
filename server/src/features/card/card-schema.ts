import { BAND_NAMES, DOUBT_CODES, LOCALES, type Card } from '@churn-card/models';
import { z } from 'zod';

const rate = z
  .object({
    customers: z.int(),
    left: z.int(),
    rate: z.number(),
    low: z.number(),
    high: z.number(),
  })
  .meta({ id: 'Rate', description: 'A rate with its count and 95 % interval.' });

const about = {
  customerId: z.string(),
  locale: z.enum(LOCALES).meta({ description: 'Language of every text in the answer.' }),
  model: z.string(),
  modelVersion: z.string(),
  modelHash: z.string(),
  scoredAt: z.iso.datetime(),
  dataAsOf: z.iso.datetime(),
  purpose: z.string(),
  demo: z.boolean(),
};

export const contribution = z.object({
  feature: z.string().nullable(),
  label: z.string(),
  value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
  points: z.number().meta({ description: '`base` plus all points is `probability`.' }),
  standardError: z.number().optional(),
  sentence: z.string(),
  evidence: z
    .object({
      sentence: z.string(),
      alike: rate,
      others: rate,
      averages: z.string().nullable().meta({ description: 'The average by risk, in words.' }),
    })
    .nullable(),
});

export const doubts = z.array(
  z.object({
    code: z.enum(DOUBT_CODES),
    feature: z.string().nullable(),
    sentence: z.string(),
  }),
);

const scored = z
  .object({
    state: z.literal('scored'),
    ...about,
    probability: z.number().gt(0).lt(1),
    band: z.enum(BAND_NAMES),
    baseRate: z.number(),
    threshold: z.number(),
    horizon: z.string(),
    base: z.number(),
    contributions: z.array(contribution),
    doubts,
    trackRecord: rate.extend({ from: z.number(), to: z.number() }).nullable(),
    trend: z
      .object({
        previousProbability: z.number(),
        points: z.number(),
        since: z.iso.datetime(),
        modelChanged: z.boolean(),
        parts: z
          .array(
            z.object({
              feature: z.string().nullable(),
              points: z.number(),
              sentence: z.string(),
            }),
          )
          .nullable()
          .meta({ description: 'What each changed input adds; null where nobody knows any more.' }),
        modelPoints: z.number().nullable().meta({
          description: 'What another model adds: with the parts, it is `points`.',
        }),
      })
      .nullable(),
  })
  .meta({ id: 'ScoredCard' });

const tooLittleData = z
  .object({
    state: z.literal('too-little-data'),
    ...about,
    known: z.int(),
    inputs: z.int(),
    missing: z.array(z.object({ feature: z.string(), label: z.string() })),
    doubts,
  })
  .meta({ id: 'TooLittleDataCard' });

const alreadyLeft = z
  .object({ state: z.literal('already-left'), ...about })
  .meta({ id: 'AlreadyLeftCard' });

/** `Card` of the contract, as a schema: the compiler holds the two together. */
export const cardSchema = z.discriminatedUnion('state', [
  scored,
  tooLittleData,
  alreadyLeft,
]) satisfies z.ZodType<Card>;
