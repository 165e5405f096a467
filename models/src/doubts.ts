import type { DoubtCode } from './contract.ts';
import type { ModelSpec } from './model.ts';
import type { Feature, Row, Value } from './schema.ts';
import { typicalityOf } from './typicality.ts';

/** Something that makes a score less sure than its number looks. */
export interface Doubt {
  readonly code: DoubtCode;
  /** Null where the doubt is about the whole customer. */
  readonly feature: string | null;
  /** What is doubted; of stale inputs, their age in days. */
  readonly value: Value;
}

/** So many doubts about the whole customer are one too many. */
const TOO_MANY_DOUBTS = 2;

/**
 * What makes a score doubtful as far as the inputs tell it: missing ones, values outside what training
 * has seen, and combinations unlike any customer's.
 *
 * @param inputs Float32Array [inputs] of the row, as `preprocess` gives them
 */
export function doubtsOf(
  { schema, typicality }: Pick<ModelSpec, 'schema' | 'typicality'>,
  row: Row,
  inputs: Float32Array,
): Doubt[] {
  const doubts = schema.features.flatMap((feature): Doubt[] => {
    const value = row[feature.name];
    const code = doubtOf(feature, value);
    return code ? [{ code, feature: feature.name, value }] : [];
  });
  if (typicality && typicalityOf(typicality, inputs) === 0) doubts.push(wholly('unlike-training'));
  return doubts;
}

/**
 * What time makes doubtful.
 *
 * @param day today, such as `2026-11-24`
 * @param staleDays how old the inputs are, where that is older than the company allows
 */
export function doubtsOfTime(
  { validUntil }: Pick<ModelSpec, 'validUntil'>,
  day: string,
  staleDays: number | null,
): Doubt[] {
  return [
    ...(staleDays === null ? [] : [wholly('stale', staleDays)]),
    ...(validUntil !== null && day > validUntil ? [wholly('model-expired')] : []),
  ];
}

/**
 * Whether a number may be shown: enough inputs are known and not in doubt themselves, and at most one
 * doubt is about the whole customer.
 */
export function isEnough({ schema }: Pick<ModelSpec, 'schema'>, doubts: readonly Doubt[]): boolean {
  const inDoubt = doubts.filter(({ feature }) => feature !== null).length;
  const aboutAll = doubts.length - inDoubt;
  return schema.features.length - inDoubt >= schema.minimumKnown && aboutAll < TOO_MANY_DOUBTS;
}

function wholly(code: DoubtCode, value: Value = null): Doubt {
  return { code, feature: null, value };
}

function doubtOf(feature: Feature, value: Value): DoubtCode | null {
  if (value === null) return 'missing';
  if (feature.type === 'numeric' && typeof value === 'number') {
    return value < feature.min || value > feature.max ? 'outside-training-range' : null;
  }
  if (feature.type === 'categorical') {
    return feature.values.some((known) => known.value === value) ? null : 'unseen-value';
  }
  return null;
}
