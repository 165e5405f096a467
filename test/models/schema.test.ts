import { expect, test } from 'vitest';
import { checkRow, countKnown, type Value } from '@churn-card/models';
import { TINY_SPEC } from '../support/tiny-artifact.ts';

const { schema } = TINY_SPEC;
const customer = { Age: 42, Country: 'France', Active: true, Woman: false };

test.each<[string, Record<string, unknown>, Record<string, Value>]>([
  ['takes JSON values as they are', {}, {}],
  ['reads a number from a table', { Age: ' 42.0 ' }, { Age: 42 }],
  ['reads a boolean by the words of the table', { Woman: 'Female' }, { Woman: true }],
  ['reads a boolean whatever its case', { Active: 'NO' }, { Active: false }],
  ['reads a boolean from 0 and 1', { Active: 0 }, { Active: false }],
  ['takes an empty cell as missing', { Age: '' }, { Age: null }],
  ['takes a single space as missing', { Age: ' ' }, { Age: null }],
  ['takes a configured word as missing', { Country: 'NA' }, { Country: null }],
  ['takes an absent key as missing', { Age: undefined }, { Age: null }],
  ['keeps a category that training never saw', { Country: 'Italy' }, { Country: 'Italy' }],
  ['brings texts into Unicode form NFC', { Country: 'Cafe\u0301' }, { Country: 'Caf\u00e9' }],
  ['has no negative zero', { Age: -0 }, { Age: 0 }],
])('a row %s', (_name, change, expected) => {
  const checked = checkRow(schema, { ...customer, ...change });
  expect(checked).toEqual({ row: { ...customer, ...expected } });
});

test.each<[string, Record<string, unknown>, string, string]>([
  ['a word where a number belongs', { Age: 'old' }, 'Age', 'a-number'],
  ['a hexadecimal number', { Age: '0x10' }, 'Age', 'a-number'],
  ['a number with a decimal comma', { Age: '4,5' }, 'Age', 'a-number'],
  ['an object where a number belongs', { Age: { valueOf: 3 } }, 'Age', 'a-number'],
  ['an infinite number', { Age: 1e999 }, 'Age', 'finite'],
  ['a number that reads as infinite', { Age: '1e999' }, 'Age', 'finite'],
  ['not a number', { Age: NaN }, 'Age', 'finite'],
  ['a number below the limits', { Age: -1 }, 'Age', 'within-limits'],
  ['a number above the limits', { Age: 131 }, 'Age', 'within-limits'],
  ['half a year of age', { Age: 42.5 }, 'Age', 'an-integer'],
  ['a boolean in other words', { Active: 'perhaps' }, 'Active', 'a-boolean'],
  ['a list where a text belongs', { Country: ['France'] }, 'Country', 'text'],
  ['a text that is too long', { Country: 'x'.repeat(201) }, 'Country', 'text-length'],
  ['a NUL character', { Country: 'Fra\0nce' }, 'Country', 'text-without-nul'],
  ['half a surrogate pair', { Country: '\ud800' }, 'Country', 'well-formed-text'],
  ['a misspelt feature', { Contry: 'France' }, 'Contry', 'unknown-feature'],
  ['a key that is dangerous in JavaScript', { constructor: 1 }, 'constructor', 'unknown-feature'],
])('a row refuses %s, naming path, rule and value', (_name, change, path, rule) => {
  const checked = checkRow(schema, { ...customer, ...change });
  const issues = 'issues' in checked ? checked.issues : [];
  expect(issues).toHaveLength(1);
  expect(issues[0]).toMatchObject({ path, rule });
  expect(issues[0].message).toContain(issues[0].value);
});

test('a row reports everything that is wrong at once', () => {
  const checked = checkRow(schema, { Age: 'old', Active: 'perhaps', Nonsense: 1 });
  expect('issues' in checked && checked.issues.map(({ path }) => path)).toEqual([
    'Age',
    'Active',
    'Nonsense',
  ]);
});

test('a column that the trainer dropped is accepted and not kept', () => {
  const checked = checkRow(schema, { ...customer, Surname: 'Miller', Left: '1' });
  expect(checked).toEqual({ row: customer });
});

test('a key named __proto__ from JSON is refused and pollutes nothing', () => {
  const hostile: Record<string, unknown> = JSON.parse('{"__proto__": {"polluted": true}}');
  const checked = checkRow(schema, hostile);
  expect('issues' in checked && checked.issues[0].rule).toBe('unknown-feature');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('known inputs are counted without the missing ones', () => {
  expect(countKnown({ Age: null, Country: 'France', Active: false })).toBe(2);
});
