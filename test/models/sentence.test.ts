import { expect, test } from 'vitest';
import {
  describeContribution,
  describeDoubt,
  describeHorizon,
  describePurpose,
  describeStale,
  localize,
  pickLocale,
  type Locale,
  type ModelSpec,
  type Value,
} from '@churn-card/models';
import { formatMessage } from '../../models/src/message.ts';
import { TINY_SPEC } from '../support/tiny-artifact.ts';

/** German puts a no-break space before the percent sign. */
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

function say(feature: string | null, value: Value, locale: Locale) {
  const described = describeContribution(TINY_SPEC, { feature, value, points: 0.1 }, locale);
  return { sentence: plain(described.sentence), evidence: plain(described.evidence?.sentence) };
}

test.each<[string | null, Value, Locale, string, string | undefined]>([
  ['Age', 58, 'en', 'Age 58', '40% of customers aged 40 to 59 left, 12% of all others'],
  ['Age', 58, 'de', 'Alter 58', 'Kunden im Alter von 40 bis 59: 40 % gingen, 12 % aller anderen'],
  ['Age', 70, 'en', 'Age 70', '25% of customers aged 60 to 92 left, 20% of all others'],
  ['Age', null, 'en', 'Age: not known', undefined],
  [
    'Active',
    false,
    'en',
    'No activity in the last period',
    '27% of inactive customers left, 14% of all others',
  ],
  [
    'Active',
    false,
    'de',
    'Keine Aktivität zuletzt',
    'Inaktive Kunden: 27 % gingen, 14 % aller anderen',
  ],
  ['Active', true, 'en', 'Activity: yes', '14% of active customers left, 27% of all others'],
  ['Country', 'Italy', 'de', 'Land: Italy', undefined],
  [null, null, 'en', 'Other factors', undefined],
  [null, null, 'de', 'Weitere Faktoren', undefined],
])('%s = %s in %s is told as "%s"', (feature, value, locale, sentence, evidence) => {
  const told = say(feature, value, locale);
  expect(told.sentence).toBe(sentence);
  expect(told.evidence).toBe(evidence);
});

test.each<[string, Value, Locale, string]>([
  ['Age', null, 'en', 'Age: not known.'],
  ['Active', null, 'en', 'Activity: not known, the usual value was assumed.'],
  ['Active', null, 'de', 'Aktivität: nicht bekannt, der übliche Wert wurde angenommen.'],
  ['Country', 'Italy', 'en', 'Country “Italy” is new to the model.'],
  ['Age', 104, 'en', 'Age 104 is outside what the model has seen (18 to 92).'],
])('a doubt about %s = %s in %s reads "%s"', (feature, value, locale, sentence) => {
  const code =
    value === null ? 'missing' : value === 104 ? 'outside-training-range' : 'unseen-value';
  expect(describeDoubt(TINY_SPEC, { code, feature, value }, locale)).toBe(sentence);
});

test.each([
  ['{count, plural, one {# product} other {# products}}', 1, 'en', '1 product'],
  ['{count, plural, one {# product} other {# products}}', 3, 'en', '3 products'],
  ['{count, plural, one {# product} other {# products}}', '3 to 4', 'en', '3 to 4 products'],
  ['Holds {count} of {count}', 1234.5, 'en', 'Holds 1,235 of 1,235'],
  ['{count} {unknown}', 1.5, 'de', '1,5 {unknown}'],
])('the template "%s" with %s in %s reads "%s"', (template, count, locale, expected) => {
  expect(formatMessage(template, { count }, locale)).toBe(expected);
});

test('a text with dollar signs or braces is put in as it is', () => {
  expect(formatMessage('{label}: {value}', { label: '{value}', value: "$& $1 $'" }, 'en')).toBe(
    "{value}: $& $1 $'",
  );
});

test('no horizon is claimed that the label does not have', () => {
  expect(describeHorizon(TINY_SPEC, 'en')).toBe('has the profile of customers who left');
  const text = { en: 'likely to leave within 6 months' };
  const dated: ModelSpec = { ...TINY_SPEC, label: { ...TINY_SPEC.label, horizon: text } };
  expect(describeHorizon(dated, 'de')).toBe('likely to leave within 6 months');
});

test('the age of the data is told in days, one and many', () => {
  expect(describeStale(1, 'en')).toBe('The data is 1 day old.');
  expect(describeStale(45, 'de')).toBe('Die Daten sind 45 Tage alt.');
});

test('every language says what the score is not for', () => {
  expect(describePurpose('en')).toMatch(/not .*credit/);
  expect(describePurpose('de')).toMatch(/nicht .*Kredit/);
});

test('the language is the first wanted one that we speak', () => {
  expect(pickLocale(['fr', 'de-AT', 'en'])).toBe('de');
  expect(pickLocale(['fr'])).toBe('en');
  expect(localize({ en: 'Age', de: 'Alter' }, 'de')).toBe('Alter');
  expect(localize({ en: 'Age' }, 'constructor')).toBe('Age');
});
