import { describe, expect, test } from 'vitest';
import { de } from '../../widget/src/strings/de.ts';
import { en } from '../../widget/src/strings/en.ts';
import { addTranslation, wordsFor } from '../../widget/src/strings/strings.ts';
import { arabic } from './gallery/arabic.ts';

describe.each([
  ['English', en],
  ['German', de],
])('%s', (_name, strings) => {
  test('has the keys of the other language, and no empty text', () => {
    expect(Object.keys(strings).sort()).toEqual(Object.keys(en).sort());
    for (const text of textsOf(strings)) expect(text.trim()).not.toBe('');
  });

  test('uses every value that it is given', () => {
    for (const [key, text] of Object.entries(strings)) {
      if (typeof text !== 'function') continue;
      const given = Array.from({ length: text.length }, (_, index) => `<${index}>`);
      const made = textsOf({ made: (text as (...values: string[]) => unknown)(...given) }).join('');
      // Plurals read their first value and need not print it.
      const printed = key === 'trendPoints' || key === 'points' ? given.slice(1) : given;
      for (const value of printed) expect(made, key).toContain(value);
    }
  });
});

describe('choosing words', () => {
  test.each([
    ['a language', 'de', 'de', 'Abwanderungsrisiko'],
    ['a region of it', 'de-CH', 'de-CH', 'Abwanderungsrisiko'],
    ['whatever the case', 'DE', 'DE', 'Abwanderungsrisiko'],
    ['English for a language that is not there, in words and numbers', 'fi', 'en', 'Churn risk'],
  ])('%s', (_name, locale, tag, title) => {
    const words = wordsFor(locale);
    expect(words.tag).toBe(tag);
    expect(words.strings.title).toBe(title);
  });

  test('a host can add a language', () => {
    expect(wordsFor('ar-EG').strings).toBe(en);
    addTranslation('ar', arabic);
    expect(wordsFor('ar-EG').strings).toBe(arabic);
  });

  test('a host can have other words for one region', () => {
    addTranslation('en-AU', { ...en, title: 'Flight risk' });
    expect(wordsFor('en-AU').strings.title).toBe('Flight risk');
    expect(wordsFor('en-GB').strings.title).toBe('Churn risk');
  });
});

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value ? Object.values(value).flatMap(textsOf) : [];
}
