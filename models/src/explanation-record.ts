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
  type Check,
} from './closed-json.ts';
import { ArtifactError } from './artifact-error.ts';
import { LOCALES, type Locale } from './localized.ts';
import { formatMessage, formatPercent, formatPoints } from './message.ts';
import { BAND_NAMES, type BandName, type Model } from './model.ts';
import { PHRASES } from './phrases.ts';
import { doubtsOfTime, isEnough } from './doubts.ts';
import { explain, predict, type Explanation } from './predict.ts';
import { checkRow, type Row, type Value } from './schema.ts';
import {
  describeContribution,
  describeDoubt,
  describeHorizon,
  describePurpose,
} from './sentence.ts';

/**
 * One score as it was shown, with everything that is needed to check it again later: the inputs, which
 * model, and the words.
 */
export interface ExplanationRecord {
  readonly recordVersion: 1;
  readonly model: string;
  readonly modelVersion: string;
  readonly modelHash: string;
  readonly scoredAt: string;
  /** The day on which it was shown, such as `2026-11-24`: by it a model is past its date. */
  readonly shownOn: string;
  /** How old the inputs were then, in days, where that was in doubt. */
  readonly staleDays: number | null;
  readonly locale: Locale;
  readonly inputs: Readonly<Record<string, Value>>;
  readonly probability: number;
  readonly band: BandName;
  /** Whether the number was shown, or "not enough information" in its place. */
  readonly shown: boolean;
  readonly base: number;
  readonly contributions: readonly RecordedContribution[];
  readonly doubts: readonly string[];
  readonly horizon: string;
  readonly purpose: string;
}

export interface RecordedContribution {
  readonly feature: string | null;
  readonly points: number;
  readonly standardError?: number;
  readonly sentence: string;
  readonly evidence: string | null;
}

/** When and how a score was shown. */
export type Showing = Pick<ExplanationRecord, 'scoredAt' | 'shownOn' | 'staleDays' | 'locale'>;

/** @param explanation of this row, where it is known already */
export function recordExplanation(
  model: Model,
  row: Row,
  { scoredAt, shownOn, staleDays, locale }: Showing,
  explanation: Explanation = explain(model, row),
): ExplanationRecord {
  const { spec, hash } = model;
  const { probability, band, doubts: ofInputs } = predict(model, row);
  const doubts = [...ofInputs, ...doubtsOfTime(spec, shownOn, staleDays)];
  const { base, contributions } = explanation;
  return {
    recordVersion: 1,
    model: spec.id,
    modelVersion: spec.version,
    modelHash: hash,
    scoredAt,
    shownOn,
    staleDays,
    locale,
    inputs: { ...row },
    probability,
    band,
    shown: isEnough(spec, doubts),
    base,
    contributions: contributions.map((contribution) => {
      const { feature, points, standardError } = contribution;
      const { sentence, evidence } = describeContribution(spec, contribution, locale);
      return {
        feature,
        points,
        ...(standardError !== undefined && { standardError }),
        sentence,
        evidence: evidence && evidence.sentence,
      };
    }),
    doubts: doubts.map((doubt) => describeDoubt(spec, doubt, locale)),
    horizon: describeHorizon(spec, locale),
    purpose: describePurpose(locale),
  };
}

/** Where a record says something else than the model does now. */
export interface Discrepancy {
  readonly field: string;
  readonly recorded: string;
  readonly found: string;
}

/** Numbers that differ by less are the same: another runtime may round the last digits of a network. */
const TOLERANCE = 1e-9;

/**
 * Checks a record again: is it this model's, and does the model still say the same about these inputs?
 *
 * @returns every difference; none where the record holds
 */
export function verifyRecord(model: Model, recorded: ExplanationRecord): Discrepancy[] {
  if (recorded.modelHash !== model.hash) {
    return [{ field: 'modelHash', recorded: recorded.modelHash, found: model.hash }];
  }
  const checked = checkRow(model.spec.schema, recorded.inputs);
  if ('issues' in checked) {
    return checked.issues.map(({ path, message, value }) => ({
      field: `inputs.${path}`,
      recorded: value,
      found: message,
    }));
  }
  const found = recordExplanation(model, checked.row, recorded);
  return differences(recorded, found, '');
}

function differences(recorded: unknown, found: unknown, field: string): Discrepancy[] {
  if (typeof recorded === 'number' && typeof found === 'number') {
    if (Math.abs(recorded - found) <= TOLERANCE) return [];
  } else if (isObject(recorded) && isObject(found)) {
    const keys = [...new Set([...Object.keys(recorded), ...Object.keys(found)])];
    return keys.flatMap((key) =>
      differences(recorded[key], found[key], field === '' ? key : `${field}.${key}`),
    );
  } else if (recorded === found) return [];
  return [{ field, recorded: show(recorded), found: show(found) }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

/** @returns the record in plain language, a line each */
export function describeRecord(recorded: ExplanationRecord): string[] {
  const { locale, probability, base, contributions, doubts, shown } = recorded;
  const phrases = PHRASES[locale];
  const say = (template: string, values: Record<string, string>) =>
    formatMessage(template, values, locale);
  return [
    say(phrases.recordModel, {
      model: recorded.model,
      version: recorded.modelVersion,
      hash: recorded.modelHash.slice(0, 12),
      scoredAt: recorded.scoredAt,
    }),
    shown
      ? `${formatPercent(probability, locale)}: ${recorded.horizon}`
      : say(phrases.recordNotShown, { probability: formatPercent(probability, locale) }),
    say(phrases.recordBase, { base: formatPercent(base, locale) }),
    ...contributions.map(({ points, sentence, evidence }) => {
      const reason = `${formatPoints(points, locale).padStart(7)}  ${sentence}`;
      return evidence === null ? reason : `${reason} (${evidence})`;
    }),
    ...doubts.map((doubt) => say(phrases.recordDoubt, { doubt })),
    recorded.purpose,
  ];
}

const line = text({ max: 2000 });
const share = number({ min: 0, max: 1 });

const checkRecord = object<ExplanationRecord>({
  recordVersion: oneOf(1),
  model: text({ max: 63 }),
  modelVersion: text({ max: 31 }),
  modelHash: text({ max: 64, pattern: /^[0-9a-f]{64}$/ }),
  scoredAt: text({ max: 40 }),
  shownOn: text({ max: 10, pattern: /^\d{4}-\d{2}-\d{2}$/ }),
  staleDays: nullable(number({ min: 0, integer: true })),
  locale: oneOf(...LOCALES),
  inputs: record<Value>(inputValue, { max: 512 }),
  probability: share,
  band: oneOf(...BAND_NAMES),
  shown: boolean(),
  base: share,
  contributions: array(
    object<RecordedContribution>({
      feature: nullable(text({ max: 200 })),
      points: number({ min: -1, max: 1 }),
      standardError: optional(share),
      sentence: line,
      evidence: nullable(line),
    }),
    { max: 513 },
  ),
  doubts: array(line, { max: 1000 }),
  horizon: line,
  purpose: line,
});

function inputValue(...[value, at]: Parameters<Check<Value>>): Value {
  if (value === null || typeof value === 'boolean') return value;
  return typeof value === 'number' ? number()(value, at) : text({ max: 200 })(value, at);
}

/** @param file its name, for messages @throws ArtifactError where it is no record */
export function parseRecord(content: string, file: string): ExplanationRecord {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    throw new ArtifactError('not-json', { file, field: '' }, 'JSON', String(error));
  }
  return checkRecord(json, { file, field: '' });
}
