/** A text in several languages. English is always there; other languages fall back to it. */
export type Localized = { readonly en: string } & { readonly [language: string]: string };

/** Languages in which this package can form sentences of its own. */
export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

/** @returns the text in `locale`, or in English where that language is not given */
export function localize(text: Localized, locale: string): string {
  return (Object.hasOwn(text, locale) ? text[locale] : undefined) ?? text.en;
}

/**
 * Picks the language to answer in.
 *
 * @param wanted BCP 47 tags, most wanted first, such as `['de-AT', 'en']`
 * @returns the first wanted language that we speak, or `en`
 */
export function pickLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    const known = LOCALES.find((locale) => locale === language);
    if (known) return known;
  }
  return 'en';
}
