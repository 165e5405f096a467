import type { Locale } from './localized.ts';

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
    missing: '{label} is missing.',
    missingAssumed: '{label} is missing: the usual value was assumed.',
    unseenValue: '{label} “{value}” is new to the model.',
    outsideRange: '{label} {value} is outside what the model has seen ({from} to {to}).',
    stale: 'The data is {days, plural, one {# day} other {# days}} old.',
    noHorizon: 'has the profile of customers who left',
    purpose: 'For retention contact only, not for decisions on credit, price or eligibility.',
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
    missing: '{label} fehlt.',
    missingAssumed: '{label} fehlt: Der übliche Wert wurde angenommen.',
    unseenValue: '{label} „{value}“ ist neu für das Modell.',
    outsideRange: '{label} {value} liegt außerhalb dessen, was das Modell kennt ({from} bis {to}).',
    stale: 'Die Daten sind {days, plural, one {# Tag} other {# Tage}} alt.',
    noHorizon: 'hat das Profil von Kunden, die gegangen sind',
    purpose:
      'Nur für die Kundenbindung, nicht für Entscheidungen über Kredit, Preis oder Berechtigung.',
  },
};
