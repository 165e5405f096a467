import { z } from 'zod';

const name = z.string().min(1).max(200);
/** A word of the table. YAML and JSON read an unquoted 1 as a number. */
const word = z
  .union([z.string(), z.number(), z.boolean()], { error: 'must be a word' })
  .transform((value) => String(value).trim());
const scale = z.number().min(1e-12);
const levels = z.array(word).min(1).max(1024).refine(isWithoutRepetition, {
  message: 'must name each word once',
});

const encoder = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('standardize'),
    feature: name,
    median: z.number(),
    mean: z.number(),
    scale,
    min: z.number(),
    max: z.number(),
    missingIndicator: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('piecewise'),
    feature: name,
    median: z.number(),
    knots: z.array(z.number()).min(2).max(256),
    missingIndicator: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('one-hot'),
    feature: name,
    levels,
    other: z.boolean(),
    missing: z.boolean(),
    fallback: word,
  }),
  z.strictObject({
    type: z.literal('binary'),
    feature: name,
    fallback: z.boolean(),
    missingIndicator: z.boolean(),
  }),
]);

/** What `export` writes. The parts that describe columns are checked as a configuration later. */
const exported = z.looseObject({
  format: z.literal('churn-card-preprocess'),
  formatVersion: z.literal(1),
  title: z.unknown().optional(),
  label: z.looseObject({ target: name, positive: word, horizon: z.unknown().optional() }),
  schema: z.looseObject({
    features: z.array(z.looseObject({ name })).min(1).max(512),
    ignored: z.array(z.looseObject({ name, policy: name, reason: name })).max(512),
    missingWords: z.array(z.string()),
  }),
  preprocess: z.looseObject({ encoders: z.array(encoder).min(1).max(512) }),
});

const column = z.discriminatedUnion('type', [
  z
    .strictObject({
      name,
      type: z.literal('numeric'),
      mean: z.number().default(0).describe("StandardScaler's mean_, MinMaxScaler's data_min_"),
      scale: scale.default(1).describe("StandardScaler's scale_, MinMaxScaler's data_range_"),
      fill: z.number().optional().describe('stands in for a missing value; default: the mean'),
      min: z.number().default(-1e15).describe('values below are moved here'),
      max: z.number().default(1e15).describe('values above are moved here'),
    })
    .refine(({ min, max }) => min <= max, { path: ['min'], message: 'must be at most max' }),
  z
    .strictObject({
      name,
      type: z.literal('categorical'),
      categories: levels.describe("OneHotEncoder's categories_, in its order"),
      drop: word.optional().describe('the category without an input'),
      fill: word.optional().describe('stands in for a missing value; default: no category'),
    })
    .refine(({ categories, drop }) => drop === undefined || categories.includes(drop), {
      path: ['drop'],
      message: 'must be one of the categories',
    })
    .refine(({ categories, fill }) => fill === undefined || categories.includes(fill), {
      path: ['fill'],
      message: 'must be one of the categories',
    }),
  z
    .strictObject({
      name,
      type: z.literal('boolean'),
      values: z.tuple([word, word]).describe('the words of 0 and of 1'),
      fill: word.optional().describe('stands in for a missing value; default: the word of 0'),
    })
    .refine(({ values, fill }) => fill === undefined || values.includes(fill), {
      path: ['fill'],
      message: 'must be one of the values',
    }),
]);

/** What a person writes: one entry a column, in the order of the network's inputs. */
const written = z.strictObject({
  format: z.literal('churn-card-columns'),
  target: name.describe('column that says who left'),
  positive: word.describe('the word in it that means "left"'),
  title: z.unknown().optional(),
  horizon: z.unknown().optional(),
  columns: z.array(column).min(1).max(512),
});

/** A preprocess file, of either kind. */
export const preprocessFormat = z.discriminatedUnion('format', [exported, written], {
  error: (issue) =>
    issue.code === 'invalid_union'
      ? 'must be churn-card-preprocess or churn-card-columns'
      : undefined,
});

export type ExportedPreprocess = z.output<typeof exported>;
export type WrittenPreprocess = z.output<typeof written>;
export type WrittenColumn = WrittenPreprocess['columns'][number];

function isWithoutRepetition(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}
