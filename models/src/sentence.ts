import type { CardEvidence } from './contract.ts';
import { evidenceOf, type BandAverage, type EvidenceFact } from './evidence.ts';
import { localize, type Locale } from './localized.ts';
import { formatDay, formatMessage, formatNumber, formatPercent } from './message.ts';
import type { ModelSpec } from './model.ts';
import { PHRASES } from './phrases.ts';
import type { Doubt } from './doubts.ts';
import type { Contribution } from './predict.ts';
import type { ChangePart } from './score-change.ts';
import type { CategoryValue, Feature, NumericFeature, Value } from './schema.ts';

/** A reason in words: a short fact about this customer, and the evidence one step away. */
export function describeContribution(
  spec: ModelSpec,
  contribution: Contribution,
  locale: Locale,
): { label: string; sentence: string; evidence: CardEvidence | null } {
  const feature = spec.schema.features.find(({ name }) => name === contribution.feature);
  if (!feature) {
    const label = PHRASES[locale].otherFactors;
    return { label, sentence: label, evidence: null };
  }
  const evidence = spec.evidence.find((entry) => entry.feature === feature.name);
  const fact = evidenceOf(evidence, contribution.value);
  return {
    label: localize(feature.label, locale),
    sentence: factSentence(feature, contribution.value, locale),
    evidence: fact && {
      sentence: evidenceSentence(feature, fact, locale),
      alike: fact.alike,
      others: fact.others,
      averages: averagesSentence(feature, evidence?.averages ?? [], locale),
    },
  };
}

/** What makes the score less sure, in words. */
export function describeDoubt(spec: ModelSpec, doubt: Doubt, locale: Locale): string {
  if (doubt.feature === null) return describeWholeDoubt(spec, doubt, locale);
  const feature = spec.schema.features.find(({ name }) => name === doubt.feature);
  const label = feature ? localize(feature.label, locale) : doubt.feature;
  const say = (template: string, values: Record<string, string> = {}) =>
    formatMessage(template, { label, ...values }, locale);
  const phrases = PHRASES[locale];
  if (doubt.code === 'missing') {
    return say(countsMissing(spec, doubt.feature) ? phrases.missing : phrases.missingAssumed);
  }
  if (feature?.type === 'numeric') {
    return say(phrases.outsideRange, {
      value: numberText(feature, Number(doubt.value), locale),
      from: formatNumber(feature.min, locale),
      to: formatNumber(feature.max, locale),
    });
  }
  return say(phrases.unseenValue, { value: String(doubt.value) });
}

function describeWholeDoubt(
  { validUntil }: ModelSpec,
  { code, value }: Doubt,
  locale: Locale,
): string {
  if (code === 'stale') return describeStale(Number(value), locale);
  const { unlikeTraining, modelExpired } = PHRASES[locale];
  if (code !== 'model-expired') return unlikeTraining;
  const day = validUntil ? formatDay(validUntil, locale) : '';
  return formatMessage(modelExpired, { day }, locale);
}

/** What one part of a change did, such as "Products: 1, now 2". */
export function describeChangePart(spec: ModelSpec, part: ChangePart, locale: Locale): string {
  const feature = spec.schema.features.find(({ name }) => name === part.feature);
  if (!feature) return PHRASES[locale].otherFactors;
  const say = (value: Value) => changedValue(feature, value, locale);
  const label = localize(feature.label, locale);
  const values = { label, from: say(part.from), to: say(part.to) };
  return formatMessage(PHRASES[locale].changed, values, locale);
}

function changedValue(feature: Feature, value: Value, locale: Locale): string {
  if (value === null) return PHRASES[locale].notKnown;
  if (feature.type === 'numeric') return numberText(feature, Number(value), locale);
  return valueText(feature, value, locale);
}

/** @param days how old the inputs are */
export function describeStale(days: number, locale: Locale): string {
  return formatMessage(PHRASES[locale].stale, { days }, locale);
}

/** What the probability is a probability of, exactly as the label spec has it. */
export function describeHorizon(spec: ModelSpec, locale: Locale): string {
  return spec.label.horizon ? localize(spec.label.horizon, locale) : PHRASES[locale].noHorizon;
}

/** What the score is for, and what it is not for. */
export function describePurpose(locale: Locale): string {
  return PHRASES[locale].purpose;
}

function factSentence(feature: Feature, value: Value, locale: Locale): string {
  const label = localize(feature.label, locale);
  const { fact, notKnown } = PHRASES[locale];
  if (value === null) return formatMessage(fact, { label, value: notKnown }, locale);
  const category = categoryOf(feature, value);
  if (category?.sentence) return localize(category.sentence, locale);
  const template = feature.sentence ? localize(feature.sentence, locale) : fact;
  if (feature.type !== 'numeric' || typeof value !== 'number') {
    return formatMessage(template, { label, value: valueText(feature, value, locale) }, locale);
  }
  // A plural chooses its form by the number itself; anything else shows number and unit.
  const chosen = template.includes('{value, plural,') ? value : numberText(feature, value, locale);
  return formatMessage(template, { label, value: chosen }, locale);
}

function evidenceSentence(feature: Feature, fact: EvidenceFact, locale: Locale): string {
  const { groupEvidence, valueEvidence } = PHRASES[locale];
  const group = groupName(feature, fact, locale);
  const sentence = formatMessage(
    group ? groupEvidence : valueEvidence,
    {
      label: localize(feature.label, locale),
      group: group ?? String(groupValue(feature, fact, locale)),
      rate: formatPercent(fact.alike.rate, locale),
      otherRate: formatPercent(fact.others.rate, locale),
    },
    locale,
  );
  return capitalize(sentence, locale);
}

/**
 * Such as "On average 36 years at low risk; 47 years at high risk", or, of yes and no, "Active
 * customers: 58 % at low risk; 31 % at high risk".
 */
function averagesSentence(
  feature: Feature,
  averages: readonly BandAverage[],
  locale: Locale,
): string | null {
  if (averages.length < 2) return null;
  const phrases = PHRASES[locale];
  const isNumber = feature.type === 'numeric';
  const bands = averages.map(({ band, average: value }) => {
    const average = isNumber
      ? numberText(feature, roundTo(value, 3), locale)
      : formatPercent(value, locale);
    return formatMessage(phrases.bandAverage[band], { average }, locale);
  });
  const values = { group: isNumber ? '' : nameOfYes(feature, locale), bands: bands.join('; ') };
  return capitalize(
    formatMessage(isNumber ? phrases.averages : phrases.shares, values, locale),
    locale,
  );
}

/** The customers of whom a yes or no is yes, such as "active customers". */
function nameOfYes(feature: Feature, locale: Locale): string {
  const group = categoryOf(feature, true)?.group;
  if (group) return localize(group, locale);
  const values = {
    label: localize(feature.label, locale),
    value: valueText(feature, true, locale),
  };
  return formatMessage(PHRASES[locale].valueOf, values, locale);
}

function capitalize(sentence: string, locale: Locale): string {
  return sentence.charAt(0).toLocaleUpperCase(locale) + sentence.slice(1);
}

/** An average is no truer for its digits. */
function roundTo(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

/** The customers of a group in the words of the schema, such as "customers aged 40 to 59". */
function groupName(feature: Feature, fact: EvidenceFact, locale: Locale): string | undefined {
  const { value } = fact.group;
  if (value === null) return undefined;
  if (feature.type !== 'numeric') {
    const group = value === undefined ? undefined : categoryOf(feature, value)?.group;
    return group && localize(group, locale);
  }
  if (!feature.group) return undefined;
  const range = groupValue(feature, fact, locale);
  return formatMessage(localize(feature.group, locale), { range }, locale);
}

/** What the customers of a group share: a number where it is a single one, else a text. */
function groupValue(feature: Feature, fact: EvidenceFact, locale: Locale): string | number {
  const { value, from = 0, to = 0 } = fact.group;
  const { notKnown, range } = PHRASES[locale];
  if (value === null) return notKnown;
  if (value !== undefined) return valueText(feature, value, locale);
  if (feature.type !== 'numeric') return '';
  // The last range includes its end; the others end before the next one starts.
  const last = feature.integer && to < feature.max ? to - 1 : to;
  if (last <= from) return feature.unit ? numberText(feature, from, locale) : from;
  const ends = { from: formatNumber(from, locale), to: numberText(feature, last, locale) };
  return formatMessage(range, ends, locale);
}

function valueText(feature: Feature, value: string | number | boolean, locale: Locale): string {
  const category = categoryOf(feature, value);
  if (category?.label) return localize(category.label, locale);
  if (typeof value === 'boolean') return value ? PHRASES[locale].yes : PHRASES[locale].no;
  return String(value);
}

function numberText(feature: NumericFeature, value: number, locale: Locale): string {
  const number = formatNumber(value, locale);
  return feature.unit ? `${number} ${localize(feature.unit, locale)}` : number;
}

function categoryOf(feature: Feature, value: Value): CategoryValue | undefined {
  if (feature.type === 'boolean') return feature.values[value === true ? 1 : 0];
  if (feature.type === 'categorical') return feature.values.find((known) => known.value === value);
  return undefined;
}

/** Whether the network has an input that says "missing", or only sees an assumed value. */
function countsMissing(spec: ModelSpec, feature: string): boolean {
  const encoder = spec.preprocess.encoders.find((candidate) => candidate.feature === feature);
  if (!encoder) return false;
  return encoder.type === 'one-hot' ? encoder.missing : encoder.missingIndicator;
}
