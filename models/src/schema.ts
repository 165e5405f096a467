import type { Localized } from './localized.ts';

/** One input of a customer. `null` means missing. */
export type Value = number | string | boolean | null;

/** A checked customer: every feature of the schema is a key, nothing else is. */
export type Row = Readonly<Record<string, Value>>;

/**
 * What may be done with a feature that the network reads. `use-but-never-a-reason` counts in the
 * score and is summed into "other factors" in the explanation.
 */
export type Policy = 'use' | 'use-but-never-a-reason';

interface FeatureBase {
  /** The column name in tables and the key in JSON. */
  readonly name: string;
  readonly label: Localized;
  readonly policy: Policy;
  /** Whether a company could change it: what-if moves nothing else. Never true of age, gender or country. */
  readonly changeable: boolean;
  /** A short fact with `{value}` in it, such as "Age {value}". Default: label and value. */
  readonly sentence?: Localized;
}

export interface NumericFeature extends FeatureBase {
  readonly type: 'numeric';
  readonly integer: boolean;
  readonly unit?: Localized;
  /** How evidence names the customers in a range: "customers aged {range}". */
  readonly group?: Localized;
  /** Smallest and largest value in the training data. Outside it, a score is in doubt. */
  readonly min: number;
  readonly max: number;
  /** What can be true at all. Outside it, an input is refused. */
  readonly limits?: { readonly min?: number; readonly max?: number };
  /** How far it could be moved, where it is changeable; without it, anywhere within the limits. */
  readonly change?: NumericChange;
}

/** What a company could do to a number. */
export interface NumericChange {
  /** Only by whole steps of this size from where it is. */
  readonly step?: number;
  /** Only this way. */
  readonly direction?: 'up' | 'down';
  readonly min?: number;
  readonly max?: number;
}

/** What a company could do to a word: make one of these of it. */
export interface WordChange {
  readonly to: readonly string[];
}

export interface CategoryValue {
  /** The word as it stands in the table. */
  readonly value: string;
  readonly label?: Localized;
  /** A short fact of its own, such as "No activity in the last period". */
  readonly sentence?: Localized;
  /** How evidence names the customers of this value, such as "inactive customers". */
  readonly group?: Localized;
}

export interface CategoricalFeature extends FeatureBase {
  readonly type: 'categorical';
  readonly values: readonly CategoryValue[];
  /** Without it, any of the values. */
  readonly change?: WordChange;
}

export interface BooleanFeature extends FeatureBase {
  readonly type: 'boolean';
  /** The table's words: that of false, then that of true. */
  readonly values: readonly [CategoryValue, CategoryValue];
  readonly change?: WordChange;
}

export type Feature = NumericFeature | CategoricalFeature | BooleanFeature;

/** A column that the trainer saw and the network never reads. It is accepted and not kept. */
export interface IgnoredColumn {
  readonly name: string;
  readonly policy: 'drop' | 'audit-only' | 'target';
  readonly reason: string;
}

export interface Schema {
  readonly features: readonly Feature[];
  /** Names of features that belong together: what-if changes all of a group, or none. */
  readonly linked: readonly (readonly string[])[];
  readonly ignored: readonly IgnoredColumn[];
  /** Words that stand for a missing value in tables, compared after trimming. `''` is always one. */
  readonly missingWords: readonly string[];
  /** With fewer known inputs than this, there is no score. */
  readonly minimumKnown: number;
}

/** Rules that an input can break. */
export const ISSUE_RULES = [
  'unknown-feature',
  'a-number',
  'finite',
  'an-integer',
  'within-limits',
  'a-boolean',
  'text',
  'text-length',
  'text-without-nul',
  'well-formed-text',
  'locked',
  'known',
  'allowed-value',
  'within-change',
  'direction',
  'step',
  'linked',
] as const;
export type IssueRule = (typeof ISSUE_RULES)[number];

/** Why an input is refused: where, which rule, and what was found. */
export interface Issue {
  readonly path: string;
  readonly rule: IssueRule;
  readonly message: string;
  /** The refused value, as short text. */
  readonly value: string;
}

/** Longest text of a category, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = 200;

/** Beyond this a 32-bit network input would lose all meaning. */
const MAX_MAGNITUDE = 1e15;

/** Unambiguous, so that it takes a time in proportion to the text, however long a stranger made it. */
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * Checks one customer against the schema.
 *
 * Requests are forgiving: numbers and booleans may come as the words of a table, missing keys are
 * missing values, columns that the trainer ignored are accepted and left out. Anything else
 * unknown is refused, so that a misspelt feature cannot pass as a missing one.
 *
 * @param record key to value, from a line of a table or from JSON
 * @returns the row with every feature in schema order, or what is wrong with it
 */
export function checkRow(
  schema: Schema,
  record: Readonly<Record<string, unknown>>,
): { readonly row: Row } | { readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const row = Object.create(null) as Record<string, Value>;
  for (const feature of schema.features) {
    const given = Object.hasOwn(record, feature.name) ? record[feature.name] : null;
    const checked = checkValue(feature, given, schema.missingWords);
    if (isIssue(checked)) issues.push(checked);
    else row[feature.name] = checked;
  }
  for (const key of Object.keys(record)) {
    if (schema.features.some((feature) => feature.name === key)) continue;
    if (schema.ignored.some((column) => column.name === key)) continue;
    issues.push({
      path: key,
      rule: 'unknown-feature',
      message: `a key must be one of ${schema.features.map(({ name }) => name).join(', ')}, however: ${show(key)} with the value ${show(record[key])}`,
      value: show(record[key]),
    });
  }
  return issues.length > 0 ? { issues } : { row };
}

/**
 * Reads a row with the eyes of another schema: what it does not know is left out, what it refuses
 * counts as missing. A model change must not lock customers out.
 */
export function adaptRow(schema: Schema, stored: Row): Row {
  const known = Object.create(null) as Record<string, unknown>;
  for (const { name } of schema.features) known[name] = stored[name] ?? null;
  const checked = checkRow(schema, known);
  if ('row' in checked) return checked.row;
  for (const { path } of checked.issues) known[path] = null;
  return adaptRow(schema, known as Row);
}

/** @returns how many features of the row are known */
export function countKnown(row: Row): number {
  return Object.values(row).filter((value) => value !== null).length;
}

function checkValue(
  feature: Feature,
  given: unknown,
  missingWords: readonly string[],
): Value | Issue {
  if (given === null || given === undefined) return null;
  const trimmed = typeof given === 'string' ? given.trim() : given;
  if (trimmed === '' || (typeof trimmed === 'string' && missingWords.includes(trimmed)))
    return null;
  switch (feature.type) {
    case 'numeric':
      return checkNumber(feature, trimmed);
    case 'categorical':
      return checkText(feature, typeof trimmed === 'number' ? String(trimmed) : trimmed);
    case 'boolean':
      return checkBoolean(feature, trimmed);
  }
}

function checkNumber(feature: NumericFeature, given: unknown): number | Issue {
  const refuse = issueOf(feature, given);
  const value =
    typeof given === 'string' && DECIMAL.test(given)
      ? Number(given)
      : typeof given === 'boolean'
        ? Number(given)
        : given;
  if (typeof value !== 'number') return refuse('a-number', 'must be a number');
  if (!Number.isFinite(value)) return refuse('finite', 'must be finite');
  if (Math.abs(value) > MAX_MAGNITUDE) {
    return refuse('within-limits', `must be between -${MAX_MAGNITUDE} and ${MAX_MAGNITUDE}`);
  }
  const { min = -Infinity, max = Infinity } = feature.limits ?? {};
  if (value < min) return refuse('within-limits', `must be at least ${min}`);
  if (value > max) return refuse('within-limits', `must be at most ${max}`);
  if (feature.integer && feature.limits && !Number.isInteger(value)) {
    return refuse('an-integer', 'must be a whole number');
  }
  return Object.is(value, -0) ? 0 : value;
}

function checkText(feature: CategoricalFeature, given: unknown): string | Issue {
  const refuse = issueOf(feature, given);
  if (typeof given !== 'string') return refuse('text', 'must be a text');
  if (given.length > MAX_TEXT_LENGTH) {
    return refuse('text-length', `must have at most ${MAX_TEXT_LENGTH} characters`);
  }
  if (given.includes('\0')) return refuse('text-without-nul', 'must not contain a NUL character');
  if (!isWellFormed(given))
    return refuse('well-formed-text', 'must not contain half a surrogate pair');
  return given.normalize('NFC');
}

function checkBoolean(feature: BooleanFeature, given: unknown): boolean | Issue {
  if (typeof given === 'boolean') return given;
  const [no, yes] = feature.values;
  const word = String(given).toLowerCase();
  if (word === yes.value.toLowerCase()) return true;
  if (word === no.value.toLowerCase()) return false;
  if (word === 'true' || word === '1') return true;
  if (word === 'false' || word === '0') return false;
  return issueOf(feature, given)('a-boolean', `must be true, false, ${yes.value} or ${no.value}`);
}

/** Says what is wrong with a value, the same way for every rule. */
export function issueOf(feature: Feature, given: unknown) {
  return (rule: IssueRule, message: string): Issue => ({
    path: feature.name,
    rule,
    message: `${feature.name} ${message}, however: ${show(given)}`,
    value: show(given),
  });
}

function isIssue(value: Value | Issue): value is Issue {
  return typeof value === 'object' && value !== null;
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

/** A refused value as short text that is safe to print. */
function show(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
