import {
  alreadyLeft,
  almostNever,
  closeMarks,
  high,
  low,
  manyReasons,
  marksAtStart,
  medium,
  modelChanged,
  plain,
  stale,
  tooDoubtful,
  tooLittle,
} from './cards.ts';
import { german } from './german-card.ts';
import { problem, type FakeAnswer } from './fake-fetch.ts';

/** One state of the card: seen in the gallery, and held by the browser tests. */
export interface GalleryCase {
  readonly name: string;
  /** Null for a card without a customer. */
  readonly answers: readonly FakeAnswer[] | null;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Of the page around it. */
  readonly page?: { readonly dir?: 'rtl'; readonly width?: number; readonly lang?: string };
  /** How often to ask again after the first answer. */
  readonly refreshes?: number;
  /** Text that must be there, and text that must not. */
  readonly says: readonly string[];
  readonly hides?: readonly string[];
  /** Buttons to press once it is there. */
  readonly press?: readonly string[];
}

const ok = (json: unknown): FakeAnswer => ({ status: 200, json });

export const CASES: readonly GalleryCase[] = [
  {
    name: 'high risk',
    answers: [ok(high)],
    says: ['63%', 'High', '21 points', 'average 20', 'act from 45', '63 left', '+18', '4 more'],
  },
  {
    name: 'high risk, all reasons',
    answers: [ok(high)],
    press: ['more'],
    says: ['Show less', 'How it adds up', 'Starting point'],
  },
  { name: 'medium risk, falling', answers: [ok(medium)], says: ['33%', 'Medium', '8 points'] },
  { name: 'low risk, steady', answers: [ok(low)], says: ['6%', 'Low', 'steady'] },
  { name: 'hardly any risk', answers: [ok(almostNever)], says: ['<0.1%'], hides: ['0.0%'] },
  {
    name: 'dark',
    answers: [ok(high)],
    attributes: { theme: 'dark' },
    says: ['63%'],
  },
  {
    name: 'dark, medium',
    answers: [ok(medium)],
    attributes: { theme: 'dark' },
    says: ['33%'],
  },
  {
    name: 'dark, low',
    answers: [ok(low)],
    attributes: { theme: 'dark' },
    says: ['6%'],
  },
  {
    name: 'German, with long words',
    answers: [ok(german)],
    page: { lang: 'de' },
    says: ['Abwanderungsrisiko', '63\u00a0%', 'Hoch', 'handeln ab 45', 'Erhöht es'],
  },
  {
    name: 'German, 280 px',
    answers: [ok(german)],
    page: { lang: 'de-AT', width: 280 },
    says: ['Abwanderungsrisiko'],
  },
  { name: '280 px', answers: [ok(high)], page: { width: 280 }, says: ['63%'] },
  { name: '480 px', answers: [ok(high)], page: { width: 480 }, says: ['63%'] },
  {
    name: 'right to left',
    answers: [ok(high)],
    page: { dir: 'rtl', lang: 'ar' },
    says: ['خطر المغادرة', 'مرتفع'],
  },
  {
    name: 'model changed in between',
    answers: [ok(modelChanged)],
    says: ['The model changed in between'],
  },
  {
    name: 'no horizon, no track record, no trend, demo',
    answers: [ok(plain)],
    says: ['has the profile of customers who left', 'demo'],
    hides: ['Of 100 past customers'],
  },
  { name: 'stale', answers: [ok(stale)], says: ['data of', 'The data is 75 days old.'] },
  { name: 'marks close together', answers: [ok(closeMarks)], says: ['average 20', 'act from 24'] },
  {
    name: 'marks at the start, 280 px',
    answers: [ok(marksAtStart)],
    page: { width: 280 },
    says: ['average 1', 'act from 3'],
  },
  {
    name: 'marks without room for both',
    answers: [ok(german)],
    page: { lang: 'de', width: 180 },
    says: ['Durchschnitt 20'],
  },
  { name: 'many reasons', answers: [ok(manyReasons)], says: ['15 more'] },
  {
    name: 'one reason each',
    answers: [ok(high)],
    attributes: { reasons: '1' },
    says: ['7 more'],
    hides: ['Age 58'],
  },
  { name: 'loading', answers: ['never'], says: ['Loading the churn risk'], hides: ['%'] },
  { name: 'no customer', answers: null, says: ['No customer selected'], hides: ['%'] },
  {
    name: 'unknown customer',
    answers: [problem(404, 'not_found')],
    says: ['Unknown customer'],
    hides: ['%'],
  },
  {
    name: 'no permission',
    answers: [problem(401, 'unauthorized')],
    says: ['No permission'],
    hides: ['%'],
  },
  { name: 'no model', answers: [problem(503, 'no_model')], says: ['No model yet'], hides: ['%'] },
  {
    name: 'incompatible version',
    answers: [ok({ ...high, probability: '63 %' })],
    says: ['Versions do not match'],
    hides: ['%', '63'],
  },
  {
    name: 'too little data',
    answers: [ok(tooLittle)],
    says: ['Not enough information', '4 of 10'],
    hides: ['%'],
  },
  {
    name: 'too much in doubt',
    answers: [ok(tooDoubtful)],
    says: ['Not enough information', 'Hardly any past customer', '290 days old'],
    hides: ['%', 'inputs are missing'],
  },
  {
    name: 'already left',
    answers: [ok(alreadyLeft)],
    says: ['This customer has left'],
    hides: ['%'],
  },
  {
    name: 'offline from the start',
    answers: ['network-error'],
    says: ['The risk service does not answer.', 'Try now'],
    hides: ['%'],
  },
  {
    name: 'offline, last known',
    answers: [ok(high), 'network-error'],
    refreshes: 2,
    says: ['63%', 'High', 'last known', 'The risk service does not answer.'],
    hides: ['Raises it'],
  },
  {
    name: 'dark, offline, last known',
    answers: [ok(high), 'network-error'],
    refreshes: 2,
    attributes: { theme: 'dark' },
    says: ['63%', 'last known'],
  },
];
