import type { Background, BackgroundError } from './background.ts';
import {
  array,
  boolean,
  nullable,
  number,
  object,
  oneOf,
  optional,
  record,
  text,
  variant,
  type Check,
} from './closed-json.ts';
import type { Calibration } from './calibration.ts';
import type { BandAverage, EvidenceGroup, FeatureEvidence } from './evidence.ts';
import type { Localized } from './localized.ts';
import { BAND_NAMES, type Band, type ModelSpec, type Provenance } from './model.ts';
import type { Encoder } from './preprocess.ts';
import type {
  CategoryValue,
  Feature,
  IgnoredColumn,
  NumericChange,
  Schema,
  WordChange,
} from './schema.ts';
import type { TrackRecordBin } from './track-record.ts';
import { MAX_TYPICALITY_INPUTS, TYPICALITY_SHARES, type Typicality } from './typicality.ts';

export const MAX_FEATURES = 512;
export const MAX_INPUTS = 4096;
const MAX_LEVELS = 1024;
const MAX_KNOTS = 256;

const count = number({ min: 0, integer: true });
const share = number({ min: 0, max: 1 });
const phrase = text({ max: 500 });
const name = text({ max: 200, pattern: /^(?!__proto__$)[^\p{Cc}]+$/u });
const hex = text({ max: 64, pattern: /^[0-9a-f]{64}$/ });

/** A text in several languages, English among them. */
export const localized: Check<Localized> = (value, at) => {
  const texts = record(phrase, { max: 40 })(value, at);
  const en = phrase(texts.en, { ...at, field: `${at.field}.en` });
  return { ...texts, en };
};

const policy = oneOf('use', 'use-but-never-a-reason');
const featureBase = {
  name,
  label: localized,
  policy,
  changeable: boolean(),
  sentence: optional(localized),
};

const categoryValue = object<CategoryValue>({
  value: text({ max: 200 }),
  label: optional(localized),
  sentence: optional(localized),
  group: optional(localized),
});

const wordChange = object<WordChange>({
  to: array(text({ max: 200 }), { min: 1, max: MAX_LEVELS }),
});

const feature: Check<Feature> = variant<Feature>('type', {
  numeric: object({
    ...featureBase,
    type: oneOf('numeric'),
    integer: boolean(),
    unit: optional(localized),
    group: optional(localized),
    min: number(),
    max: number(),
    limits: optional(object({ min: optional(number()), max: optional(number()) })),
    change: optional(
      object<NumericChange>({
        step: optional(number({ min: 1e-9 })),
        direction: optional(oneOf('up', 'down')),
        min: optional(number()),
        max: optional(number()),
      }),
    ),
  }),
  categorical: object({
    ...featureBase,
    type: oneOf('categorical'),
    values: array(categoryValue, { min: 1, max: MAX_LEVELS }),
    change: optional(wordChange),
  }),
  boolean: object({
    ...featureBase,
    type: oneOf('boolean'),
    values: (value, at) => {
      const [no, yes] = array(categoryValue, { min: 2, max: 2 })(value, at);
      return [no, yes] as const;
    },
    change: optional(wordChange),
  }),
});

const schema = object<Schema>({
  features: array(feature, { min: 1, max: MAX_FEATURES }),
  linked: array(array(name, { min: 2, max: MAX_FEATURES }), { max: MAX_FEATURES }),
  ignored: array(
    object<IgnoredColumn>({ name, policy: oneOf('drop', 'audit-only', 'target'), reason: phrase }),
    { max: MAX_FEATURES },
  ),
  missingWords: array(text({ max: 50 }), { max: 50 }),
  minimumKnown: count,
});

const encoder: Check<Encoder> = variant<Encoder>('type', {
  standardize: object({
    type: oneOf('standardize'),
    feature: name,
    median: number(),
    mean: number(),
    scale: number({ min: 1e-12 }),
    min: number(),
    max: number(),
    missingIndicator: boolean(),
  }),
  piecewise: object({
    type: oneOf('piecewise'),
    feature: name,
    median: number(),
    knots: array(number(), { min: 2, max: MAX_KNOTS }),
    missingIndicator: boolean(),
  }),
  'one-hot': object({
    type: oneOf('one-hot'),
    feature: name,
    levels: array(text({ max: 200 }), { min: 1, max: MAX_LEVELS }),
    other: boolean(),
    missing: boolean(),
    fallback: text({ max: 200 }),
  }),
  binary: object({
    type: oneOf('binary'),
    feature: name,
    fallback: boolean(),
    missingIndicator: boolean(),
  }),
});

const background = object<Background>({
  rows: array(array(number({ min: -1e6, max: 1e6 }), { min: 1, max: MAX_INPUTS }), {
    min: 1,
    max: 1000,
  }),
  weights: array(number({ min: 1e-9, max: 1 }), { min: 1, max: 1000 }),
  minimumGroupSize: number({ min: 20, integer: true }),
  error: object<BackgroundError>({
    base: share,
    points: share,
    customers: count,
    rows: number({ min: 1, integer: true }),
  }),
});

const typicality = object<Typicality>({
  mean: array(number({ min: -1e6, max: 1e6 }), { min: 1, max: MAX_TYPICALITY_INPUTS }),
  whitening: array(number({ min: -1e9, max: 1e9 }), {
    min: 1,
    max: (MAX_TYPICALITY_INPUTS * (MAX_TYPICALITY_INPUTS + 1)) / 2,
  }),
  distances: array(number({ min: 0 }), {
    min: TYPICALITY_SHARES.length,
    max: TYPICALITY_SHARES.length,
  }),
});

const evidence = object<FeatureEvidence>({
  feature: name,
  groups: array(
    object<EvidenceGroup>({
      value: optional((value, at) =>
        value === null || typeof value === 'boolean' ? value : text({ max: 200 })(value, at),
      ),
      from: optional(number()),
      to: optional(number()),
      customers: number({ min: 20, integer: true }),
      left: count,
    }),
    { max: MAX_LEVELS },
  ),
  averages: array(
    object<BandAverage>({
      band: oneOf(...BAND_NAMES),
      customers: number({ min: 20, integer: true }),
      average: number(),
    }),
    { max: BAND_NAMES.length },
  ),
});

const temperature = number({ min: 1e-3, max: 1e3 });
const points = (most: number) =>
  array(number({ min: -most, max: most }), { min: 2, max: MAX_KNOTS });

const calibration: Check<Calibration> = variant<Calibration>('method', {
  temperature: object({ method: oneOf('temperature'), temperature }),
  platt: object({ method: oneOf('platt'), temperature, bias: number({ min: -50, max: 50 }) }),
  isotonic: object({ method: oneOf('isotonic'), logits: points(1e9), calibrated: points(50) }),
});

const provenance = object<Provenance>({
  data: phrase,
  dataSha256: hex,
  rows: object({ train: count, validation: count, calibration: count, test: count }),
  seed: count,
  backend: text({ max: 50 }),
  versions: record(text({ max: 50 }), { max: 20 }),
  network: object({
    hidden: array(number({ min: 1, max: MAX_INPUTS, integer: true }), { max: 16 }),
    dropout: share,
    weightDecay: number({ min: 0 }),
    epochs: count,
  }),
});

/** `churn.json`, closed: a key that is not listed here is refused. */
export const checkSpec: Check<ModelSpec> = object<ModelSpec>({
  formatVersion: oneOf(1),
  id: text({ max: 63, pattern: /^[a-z0-9][a-z0-9-]*$/ }),
  version: text({ max: 31, pattern: /^[A-Za-z0-9][A-Za-z0-9.-]*$/ }),
  title: localized,
  label: object({ target: name, positive: text({ max: 200 }), horizon: nullable(localized) }),
  validUntil: nullable(text({ max: 10, pattern: /^\d{4}-\d{2}-\d{2}$/ })),
  schema,
  preprocess: object({ encoders: array(encoder, { min: 1, max: MAX_FEATURES }) }),
  calibration,
  baseRate: share,
  threshold: share,
  bands: array(object<Band>({ name: oneOf(...BAND_NAMES), from: share }), { min: 1, max: 3 }),
  background,
  typicality: nullable(typicality),
  explanation: object({
    exactUpTo: number({ min: 0, max: 14, integer: true }),
    coalitionPairs: number({ min: 2, max: 100_000, integer: true }),
    standardError: number({ min: 0, max: 1 }),
    seed: count,
  }),
  evidence: array(evidence, { max: MAX_FEATURES }),
  trackRecord: array(
    object<TrackRecordBin>({ from: share, to: share, customers: count, left: count }),
    { min: 1, max: 100 },
  ),
  provenance,
});
