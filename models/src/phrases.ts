import type { Locale } from './localized.ts';
import type { BandName } from './model.ts';

/** The words between the facts. One entry a language; a missing phrase does not compile. */
export interface Phrases {
  readonly otherFactors: string;
  readonly yes: string;
  readonly no: string;
  readonly notKnown: string;
  readonly range: string;
  readonly fact: string;
  readonly groupEvidence: string;
  readonly valueEvidence: string;
  readonly missing: string;
  readonly missingAssumed: string;
  readonly unseenValue: string;
  readonly outsideRange: string;
  readonly stale: string;
  readonly noHorizon: string;
  readonly purpose: string;
  readonly unlikeTraining: string;
  readonly modelExpired: string;
  readonly notCausal: string;
  readonly averages: string;
  readonly shares: string;
  readonly valueOf: string;
  readonly bandAverage: Readonly<Record<BandName, string>>;
  readonly changed: string;
  readonly recordModel: string;
  readonly recordBase: string;
  readonly recordDoubt: string;
  readonly recordNotShown: string;
}

export const PHRASES: Readonly<Record<Locale, Phrases>> = {
  en: {
    otherFactors: 'Other factors',
    yes: 'yes',
    no: 'no',
    notKnown: 'not known',
    range: '{from} to {to}',
    fact: '{label}: {value}',
    groupEvidence: '{rate} of {group} left, {otherRate} of all others',
    valueEvidence: '{label} {group}: {rate} left, {otherRate} of all others',
    missing: '{label}: not known.',
    missingAssumed: '{label}: not known, the usual value was assumed.',
    unseenValue: '{label} “{value}” is new to the model.',
    outsideRange: '{label} {value} is outside what the model has seen ({from} to {to}).',
    stale: 'The data is {days, plural, one {# day} other {# days}} old.',
    noHorizon: 'has the profile of customers who left',
    purpose: 'For retention contact only, not for decisions on credit, price or eligibility.',
    unlikeTraining: 'Hardly any past customer combines these values.',
    modelExpired: 'The model was meant to be used until {day}.',
    notCausal:
      'The model has seen who left, not what happens when something is changed: a guess at where to look, not a promise.',
    averages: 'On average {bands}',
    shares: '{group}: {bands}',
    valueOf: '{label} “{value}”',
    bandAverage: {
      low: '{average} at low risk',
      medium: '{average} at medium risk',
      high: '{average} at high risk',
    },
    changed: '{label}: {from}, now {to}',
    recordModel: 'Model {model} {version} ({hash}), scored {scoredAt}',
    recordBase: 'An average customer: {base}. What this customer adds, in percentage points:',
    recordDoubt: 'In doubt: {doubt}',
    recordNotShown: 'Not enough information: no number was shown ({probability} was computed).',
  },
  de: {
    otherFactors: 'Weitere Faktoren',
    yes: 'ja',
    no: 'nein',
    notKnown: 'nicht bekannt',
    range: '{from} bis {to}',
    fact: '{label}: {value}',
    groupEvidence: '{group}: {rate} gingen, {otherRate} aller anderen',
    valueEvidence: '{label} {group}: {rate} gingen, {otherRate} aller anderen',
    missing: '{label}: nicht bekannt.',
    missingAssumed: '{label}: nicht bekannt, der übliche Wert wurde angenommen.',
    unseenValue: '{label} „{value}“ ist neu für das Modell.',
    outsideRange: '{label} {value} liegt außerhalb dessen, was das Modell kennt ({from} bis {to}).',
    stale: 'Die Daten sind {days, plural, one {# Tag} other {# Tage}} alt.',
    noHorizon: 'hat das Profil von Kunden, die gegangen sind',
    purpose:
      'Nur für die Kundenbindung, nicht für Entscheidungen über Kredit, Preis oder Berechtigung.',
    unlikeTraining: 'Kaum ein früherer Kunde verbindet diese Werte.',
    modelExpired: 'Das Modell war bis {day} vorgesehen.',
    notCausal:
      'Das Modell hat gesehen, wer ging, nicht was geschieht, wenn man etwas ändert: ein Hinweis, wo man hinsehen kann, kein Versprechen.',
    averages: 'Im Durchschnitt {bands}',
    shares: '{group}: {bands}',
    valueOf: '{label} „{value}“',
    bandAverage: {
      low: '{average} bei niedrigem Risiko',
      medium: '{average} bei mittlerem Risiko',
      high: '{average} bei hohem Risiko',
    },
    changed: '{label}: {from}, jetzt {to}',
    recordModel: 'Modell {model} {version} ({hash}), bewertet {scoredAt}',
    recordBase:
      'Ein durchschnittlicher Kunde: {base}. Was bei diesem Kunden hinzukommt, in Prozentpunkten:',
    recordDoubt: 'Zweifelhaft: {doubt}',
    recordNotShown:
      'Zu wenig Angaben: Es wurde keine Zahl gezeigt (berechnet wurden {probability}).',
  },
};
