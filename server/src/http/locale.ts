import { LOCALES, pickLocale, type Locale } from '@churn-card/models';

/**
 * Chooses the language of an answer: the query's if it is one we speak, or the best of
 * Accept-Language (RFC 9110, 12.5.4), or English.
 */
export function chooseLocale(query: unknown, acceptLanguage: string | undefined): Locale {
  if (typeof query === 'string' && query) return pickLocale([query]);
  return pickLocale(preferences(acceptLanguage ?? ''));
}

export const LOCALE_LIST = LOCALES.join(', ');

/** @returns language tags, most wanted first */
function preferences(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((entry) => {
      const [tag, ...parameters] = entry.split(';').map((part) => part.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return { tag, weight: Number(weight) };
    })
    .filter(({ tag, weight }) => tag && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
