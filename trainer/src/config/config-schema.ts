import { z } from 'zod';
import { CALIBRATION_METHODS } from './calibration-methods.ts';
import { cell } from './cell-schema.ts';
import { changeProblems, columnChange } from './change-schema.ts';
import { splitSchema } from './split-schema.ts';
import { thresholdRule } from './threshold-rule.ts';

/** What a column is for. The last three keep it out of the network. */
const COLUMN_POLICIES = ['use', 'use-but-never-a-reason', 'audit-only', 'drop'] as const;
const COLUMN_TYPES = ['numeric', 'categorical', 'boolean'] as const;
const ENCODING_CHOICES = ['piecewise', 'standardize'] as const;
const CALIBRATION_CHOICES = ['auto', ...CALIBRATION_METHODS] as const;
export const IMBALANCE_CHOICES = ['none', 'class-weight', 'over-sampling', 'focal'] as const;

const phrase = z.string().min(1).max(500);

/** A text, or one for each language. */
const localized = z.union(
  [phrase.transform((en) => ({ en })), z.object({ en: phrase }).catchall(phrase)],
  {
    error: 'must be a text, or one for each language with en among them',
  },
);

const probability = z.number().gt(0).lt(1);

const value = z.strictObject({
  value: cell.describe('the word as it stands in the table'),
  label: localized.optional().describe('the word for people; default: the word itself'),
  sentence: localized.optional().describe('a short fact, such as "No activity in the last period"'),
  group: localized.optional().describe('its customers in a sentence, such as "inactive customers"'),
});

const feature = z
  .strictObject({
    type: z
      .enum(COLUMN_TYPES)
      .optional()
      .describe('needed where the policy is one of the two that use the column'),
    policy: z
      .enum(COLUMN_POLICIES)
      .describe(
        '`use`; `use-but-never-a-reason`: summed into "other factors"; `audit-only`: kept out of the network; `drop`',
      ),
    reason: phrase.optional().describe('why it is left out'),
    label: localized.optional().describe('its name in sentences; default: the column name'),
    unit: localized.optional().describe('of a numeric column, such as "months"'),
    group: localized
      .optional()
      .describe('of a numeric column, its customers in a sentence: "customers aged {range}"'),
    sentence: localized
      .optional()
      .describe('a short fact with `{value}` in it; default: label and value'),
    values: z
      .array(value)
      .min(1)
      .max(1024)
      .optional()
      .describe('words of a categorical column; of a boolean one exactly two, that of false first'),
    changeable: z
      .boolean()
      .default(false)
      .describe('whether the company could change it; never true of age, gender or country'),
    limits: z
      .strictObject({ min: z.number().optional(), max: z.number().optional() })
      .optional()
      .describe('what a number can be at all; outside it an input is refused'),
    change: columnChange
      .optional()
      .describe('how a changeable column could be moved; default: anywhere within its limits'),
    audit: z
      .boolean()
      .optional()
      .describe(
        'whether its groups are compared for fairness; default: where it is never a reason or audit-only',
      ),
    knownAfterwards: z
      .boolean()
      .default(false)
      .describe(
        'whether it is known only once a customer has left, such as a reason for leaving; refused where the column is used',
      ),
  })
  .superRefine((column, context) => {
    const refuse = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    const isUsed = column.policy === 'use' || column.policy === 'use-but-never-a-reason';
    if (isUsed && !column.type) refuse('type', 'must be set');
    if (column.type !== 'numeric') {
      if (column.unit) refuse('unit', 'is for numeric columns only');
      if (column.group) refuse('group', 'is for numeric columns; a word has a group of its own');
      if (column.limits) refuse('limits', 'is for numeric columns only');
    } else if (column.values) {
      refuse('values', 'is not for numeric columns');
    }
    if (isUsed && column.type === 'boolean' && column.values?.length !== 2) {
      refuse('values', 'must name two words, that of false and that of true');
    }
    const words = column.values?.map((entry) => entry.value) ?? [];
    const twice = words.find((word, index) => words.indexOf(word) !== index);
    if (twice !== undefined) refuse('values', `names ${JSON.stringify(twice)} twice`);
    const { min = -Infinity, max = Infinity } = column.limits ?? {};
    if (min > max) refuse('limits', `has a min of ${min} above its max of ${max}`);
    for (const message of changeProblems(column)) refuse('change', message);
  });

const network = z.strictObject({
  members: z
    .int()
    .min(1)
    .max(100)
    .default(10)
    .describe(
      'networks, twice as wide, whose average the shipped one imitates; 1: it is trained by itself',
    ),
  hidden: z
    .array(z.int().min(1).max(512))
    .min(1)
    .max(8)
    .default([32])
    .describe('units of each hidden layer'),
  encoding: z
    .enum(ENCODING_CHOICES)
    .default('piecewise')
    .describe(
      'of numbers: cut into pieces where the rate of leaving changes, or one straight input',
    ),
  dropout: z
    .number()
    .min(0)
    .max(0.9)
    .default(0.3)
    .describe('share of hidden units left out a step'),
  weightDecay: z
    .number()
    .min(0)
    .max(10)
    .default(0.3)
    .describe('decoupled, times the learning rate'),
  learningRate: z.number().gt(0).max(1).default(0.003).describe('of Adam'),
  batchSize: z.int().min(1).max(8192).default(128).describe('customers a step'),
  epochs: z.int().min(1).max(10_000).default(200).describe('at most'),
  patience: z
    .int()
    .min(1)
    .max(10_000)
    .default(20)
    .describe('epochs without a better validation loss before training stops'),
  imbalance: z
    .enum(IMBALANCE_CHOICES)
    .default('none')
    .describe(
      'weigh or repeat those who left, or those who are judged wrongly (focal loss); the calibration sees untouched rows either way',
    ),
});

const bands = z
  .strictObject({
    medium: probability.describe('where the medium band starts'),
    high: probability.describe('where the high band starts'),
  })
  .refine(({ medium, high }) => medium < high, { message: 'must have medium below high' });

const explanation = z.strictObject({
  backgroundRows: z
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .describe('at most; each is the average of at least 20 customers'),
  exactUpTo: z.int().min(0).max(14).default(12).describe('features with exact Shapley values'),
  coalitionPairs: z.int().min(2).max(100_000).default(5000).describe('samples above that, at most'),
  standardError: z
    .number()
    .min(0)
    .max(1)
    .default(0.002)
    .describe('as a probability: where that of each feature is smaller, sampling stops'),
});

/** The whole configuration of a training run. `prefault` fills a part that is left out. */
export const configSchema = z.strictObject({
  id: z
    .string()
    .max(63)
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens')
    .describe('name of the model in addresses'),
  version: z
    .union([z.string(), z.int().transform(String)], {
      error: 'must be a text: put it between quotation marks',
    })
    .pipe(
      z
        .string()
        .max(31)
        .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'must be letters, digits, points and hyphens'),
    )
    .default('1')
    .describe('version of the model'),
  title: localized.describe('name of the model for people'),
  target: z.string().min(1).describe('column that says who left'),
  positive: cell.describe(
    'the word in it that means "left", or a comparison such as `> 0` where it holds numbers',
  ),
  leaveOut: z
    .array(cell)
    .max(50)
    .default([])
    .describe('other words in it whose rows are left out, such as those of new customers'),
  horizon: localized
    .nullable()
    .default(null)
    .describe(
      'what the number is a probability of, as a whole phrase with its time window; null where the table documents none',
    ),
  data: z
    .string()
    .max(500)
    .default('')
    .describe('where the rows come from, such as "synthetic sample"'),
  missing: z
    .array(cell.pipe(z.string().max(50)))
    .max(50)
    .default(['NA', 'N/A', 'NaN', 'null', 'NULL'])
    .describe('words that stand for a missing value, besides an empty cell'),
  minimumKnown: z
    .int()
    .min(0)
    .optional()
    .describe('with fewer known inputs there is no score; default: half of the features'),
  features: z
    .record(z.string(), feature)
    .describe('one entry for each column of the table but the target'),
  allow: z
    .array(z.string())
    .default([])
    .describe('used columns that may tell who left: a warning instead of a refusal'),
  linked: z
    .array(z.array(z.string()).min(2))
    .default([])
    .describe(
      'groups of used columns that belong together: what-if changes all of a group or none',
    ),
  validUntil: z.iso
    .date()
    .nullable()
    .default(null)
    .describe('last day on which the scores are not in doubt, such as 2027-05-31'),
  split: splitSchema.prefault({}),
  network: network.prefault({}),
  threshold: z
    .union([probability, thresholdRule])
    .optional()
    .describe(
      'from here one acts: a probability, or a rule such as `{ rule: cost, contactCost: 20, customerValue: 900, saveRate: 0.3 }`; default: `{ rule: f-beta, beta: 1 }`, on rows that no network was trained on',
    ),
  calibration: z
    .enum(CALIBRATION_CHOICES)
    .default('auto')
    .describe(
      'how logits become frequencies; `auto`: the simplest that is as good as any on customers held back',
    ),
  bands: bands.optional().describe('default: medium from the base rate, high from the threshold'),
  explanation: explanation.prefault({}),
  seed: z
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(1)
    .describe('of everything that is left to chance'),
});

export type Config = z.output<typeof configSchema>;
export type ConfigInput = z.input<typeof configSchema>;
export type ColumnConfig = Config['features'][string];
