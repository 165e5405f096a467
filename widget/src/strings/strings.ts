import type { BandName } from '@churn-card/models';
import { formatFor, type Format } from '../format.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** What a text that needs emphasis in its middle is made of. */
export interface Emphasized {
  readonly before: string;
  readonly strong: string;
  readonly after: string;
}

/**
 * The card's own words, in one language; facts about a customer come from the server. A language
 * with a missing word does not compile. Numbers and dates arrive formatted.
 */
export interface Strings {
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly demo: string;
  readonly bands: Readonly<Record<BandName, string>>;

  readonly updated: (relative: string) => string;
  readonly justUpdated: string;
  readonly dataOf: (date: string) => string;
  readonly lastKnown: (relative: string) => string;
  readonly lastKnownNow: string;
  /** @param count chooses the plural; `points` is the same as text */
  readonly trendPoints: (count: number, points: string) => string;
  readonly trendSince: (date: string) => string;
  /** Over what changed since the earlier score. */
  readonly changed: string;
  readonly changedModel: string;
  readonly trendUp: string;
  readonly trendDown: string;
  readonly steady: string;
  readonly modelChanged: string;

  readonly average: (percent: string) => string;
  readonly actFrom: (percent: string) => string;
  readonly trackRecord: (left: string, low: string, high: string) => Emphasized;
  readonly trackRecordCount: (left: string, customers: string, from: string, to: string) => string;

  readonly raises: string;
  readonly lowers: string;
  readonly hardly: string;
  readonly points: (count: number) => string;
  readonly more: (count: string) => string;
  readonly less: string;
  readonly others: string;
  readonly addsUp: string;
  readonly start: string;
  readonly thisCustomer: string;
  readonly giveOrTake: (points: string) => string;

  readonly about: string;
  readonly aboutPoints: string;
  readonly model: string;
  readonly scoredAt: string;
  readonly dataAsOf: string;

  readonly loading: string;
  readonly noCustomer: Message;
  readonly unknownCustomer: Message;
  readonly noPermission: Message;
  readonly noModel: Message;
  readonly incompatible: Message;
  readonly alreadyLeft: Message;
  readonly tooLittleTitle: string;
  /** @param missing labels of the missing inputs, as a list in words */
  /** Where everything is known, and too much of it in doubt; the doubts follow. */
  readonly tooDoubtful: string;
  readonly tooLittle: (missingCount: string, inputs: string, missing: string) => string;
  readonly offline: string;
  readonly noToken: string;
  readonly tryingAgain: (relative: string) => string;
  readonly tryingNow: string;
  readonly tryNow: string;
}

export interface Message {
  readonly title: string;
  readonly text: string;
}

/** One language: its tag, its words, its numbers and dates. */
export interface Words {
  readonly tag: string;
  readonly strings: Strings;
  readonly format: Format;
}

const languages = new Map<string, Strings>([
  ['en', en],
  ['de', de],
]);

/**
 * Teaches the card another language, or other words for one that it speaks. Cards that are shown
 * already take them up with their next change.
 *
 * @param locale BCP 47, such as `fr` or `pt-BR`
 */
export function addTranslation(locale: string, strings: Strings): void {
  languages.set(locale.toLowerCase(), strings);
}

/** @returns the words for a locale, or the English ones, with the numbers and dates that go with them */
export function wordsFor(locale: string): Words {
  const tag = locale.toLowerCase();
  const strings = languages.get(tag) ?? languages.get(tag.split('-')[0]);
  return strings
    ? { tag: locale, strings, format: formatFor(locale) }
    : { tag: 'en', strings: en, format: formatFor('en') };
}
