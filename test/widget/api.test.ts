import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apiTables, makeManifest, withTables } from '../../widget/manifest.ts';
import { ATTRIBUTES } from '../../widget/src/attributes.ts';

const WIDGET = new URL('../../widget/', import.meta.url);
const [{ declarations }] = makeManifest().modules;
const [element] = declarations;
const namesOf = (entries: readonly { readonly name: string }[]) =>
  entries.map(({ name }) => name).sort();

/** @returns what a pattern finds in a folder of sources, once each, in order */
function found(folder: string, pattern: RegExp): string[] {
  const texts = readdirSync(new URL(folder, WIDGET))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(`${folder}${name}`, WIDGET), 'utf8'));
  const all = texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name));
  return [...new Set(all)].sort();
}

describe('the documentation over the class', () => {
  test('is what the README shows', () => {
    const readme = readFileSync(new URL('README.md', WIDGET), 'utf8');
    expect(withTables(readme, apiTables(makeManifest()))).toBe(readme);
  });

  test('names every attribute, and none that is not there', () => {
    expect(namesOf(element.attributes)).toEqual([...ATTRIBUTES].sort());
  });

  test('names a property for every attribute', () => {
    const properties = namesOf(element.members);
    for (const name of ATTRIBUTES) {
      expect(properties).toContain(
        name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      );
    }
  });

  test('names every custom property of the style sheets, and none that is not there', () => {
    const used = found('src/styles/', /var\(\s*(--churn-card-[a-z-]+)/g);
    expect(namesOf(element.cssProperties)).toEqual(used);
  });

  test('names every part of the templates, and none that is not there', () => {
    expect(namesOf(element.cssParts)).toEqual(found('src/templates/', /part="([a-z-]+)"/g));
  });

  test('names every event that is sent, and none that is not', () => {
    const sent = found('src/', /tellHost\(\s*\w+,\s*'(churn-card-[a-z]+)'/g);
    expect(namesOf(element.events)).toEqual(sent);
  });

  test('describes everything that it names', () => {
    const { attributes, events, slots, cssParts, cssProperties } = element;
    for (const entry of [...attributes, ...events, ...slots, ...cssParts, ...cssProperties]) {
      expect(entry.description, entry.name).toBeTruthy();
    }
  });
});
