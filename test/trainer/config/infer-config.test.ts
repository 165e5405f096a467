import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../trainer/src/config/config.ts';
import { inferConfig } from '../../../trainer/src/config/infer-config.ts';
import { parseTable } from '../../../trainer/src/table/table.ts';

/** A table of 60 customers from a function for each column. */
function table(columns: Record<string, (row: number) => string | number>) {
  const names = Object.keys(columns);
  const lines = Array.from({ length: 60 }, (_, row) =>
    names.map((name) => columns[name](row)).join(';'),
  );
  return parseTable(Buffer.from([names.join(';'), ...lines].join('\n')), 'bank.csv');
}

const TARGET = { Exited: (row: number) => Number(row % 4 === 0) };

const inferColumn = (name: string, cell: (row: number) => string | number) =>
  inferConfig(table({ Age: (row) => 20 + (row % 30), [name]: cell, ...TARGET }), 'Exited', 'tmp/x')
    .config.features[name];

const letters = (row: number) => String.fromCharCode(97 + (row % 26), 97 + Math.floor(row / 26));

describe('what is left out, and why', () => {
  test.each([
    ['an id by its name', 'CustomerId', (row: number) => row % 50, 'is an id'],
    ['an id by its name, glued together', 'Customerid', (row: number) => row % 50, 'is an id'],
    ['an id by its name alone', 'ID', (row: number) => row % 50, 'is an id'],
    ['a column that counts the rows', 'Nr', (row: number) => row + 1, 'counts the rows'],
    [
      'account numbers',
      'Konto',
      (row: number) => 100_000 + row * 37,
      'is an id: no two customers share a value',
    ],
    [
      'text that differs everywhere',
      'Remark',
      (row: number) => letters(row),
      'is an id or free text: hardly two customers share a value',
    ],
    ['surnames', 'Surname', (row: number) => letters(row % 9), 'names a person'],
    ['first names', 'first_name', (row: number) => letters(row % 9), 'names a person'],
    [
      'addresses',
      'E-Mail',
      (row: number) => `${letters(row % 9)}@x`,
      'tells how to reach a person',
    ],
    [
      'post codes',
      'Zip_code',
      (row: number) => 10_000 + (row % 9),
      'is a post code: a name of a place, not a quantity',
    ],
    ['one value for all', 'Country', () => 'France', 'has no other value than "France"'],
    [
      'one value for some',
      'Promo',
      (row: number) => (row % 3 ? '' : 'yes'),
      'has no other value than "yes"',
    ],
    ['nothing at all', 'Fax', () => '', 'every cell is empty'],
    [
      'dates',
      'Since',
      (row: number) => `2020-01-${10 + (row % 20)}`,
      'holds dates, which are not read yet',
    ],
    [
      'decimal commas',
      'Premium',
      (row: number) => `${row % 30},50`,
      'holds numbers with a decimal comma: write them with a decimal point to use them',
    ],
    [
      'numbers with a word among them',
      'Income',
      (row: number) => (row === 7 ? 'unknown' : row % 30),
      'holds numbers, and words such as "unknown": list those under missing to use it',
    ],
  ])('%s', (_name, column, cell, reason) => {
    expect(inferColumn(column, cell)).toMatchObject({ policy: 'drop', reason });
  });

  test('too many different words', () => {
    const cities = table({
      Age: (row) => row % 30,
      // 55 of 60 differ: not all, and too many.
      City: (row) => letters(row % 55),
      ...TARGET,
    });
    expect(inferConfig(cities, 'Exited', 'tmp/x').config.features.City).toMatchObject({
      policy: 'drop',
      reason: 'has 55 different words, more than 50',
    });
  });

  test('gender stays out of the network until somebody decides otherwise', () => {
    const gender = inferColumn('Gender', (row) => (row % 2 ? 'Male' : 'Female'));
    expect(gender).toMatchObject({ type: 'categorical', policy: 'audit-only' });
    expect(gender.reason).toContain('set policy to use to change that');
  });
});

describe('what is used, and as what', () => {
  test.each([
    ['numbers', 'Balance', (row: number) => row * 1.5, 'numeric'],
    [
      'numbers that all differ are no id when they are amounts',
      'Salary',
      (row: number) => 1000.5 + row,
      'numeric',
    ],
    ['few whole numbers', 'NumOfProducts', (row: number) => 1 + (row % 4), 'numeric'],
    ['words', 'Geography', (row: number) => ['France', 'Spain', 'Germany'][row % 3], 'categorical'],
    [
      'two words that are not yes and no',
      'Plan',
      (row: number) => ['Basic', 'Plus'][row % 2],
      'categorical',
    ],
    [
      'a word that sounds like an id and is none',
      'Paid',
      (row: number) => ['card', 'cash', 'bill'][row % 3],
      'categorical',
    ],
    [
      'a word that sounds like a phone number and is none',
      'PhoneService',
      (row: number) => ['DSL', 'LTE'][row % 2],
      'categorical',
    ],
  ])('%s', (_name, column, cell, type) => {
    expect(inferColumn(column, cell)).toMatchObject({
      policy: 'use',
      type,
      label: expect.anything() as unknown,
    });
  });

  test.each([
    ['0 and 1', ['0', '1']],
    ['No and Yes', ['No', 'Yes']],
    ['false and true', ['false', 'true']],
    ['nein and ja', ['nein', 'ja']],
  ])('%s are false and true, in that order', (_name, words) => {
    // The word for true comes first in the file.
    const column = inferColumn('Active', (row) => words[(row + 1) % 2]);
    expect(column).toMatchObject({ type: 'boolean', values: words.map((value) => ({ value })) });
  });

  test('nothing is offered as a lever', () => {
    expect(inferColumn('Balance', (row) => row * 1.5).changeable).toBe(false);
  });

  test('missing cells do not turn numbers into words', () => {
    expect(inferColumn('Score', (row) => ['NA', ' ', '', row][row % 4])).toMatchObject({
      type: 'numeric',
    });
  });
});

describe('who left', () => {
  const infer = (left: string, stayed: string, target = 'Exited') =>
    inferConfig(
      table({ Age: (row) => row % 30, [target]: (row) => (row % 4 === 0 ? left : stayed) }),
      target,
      'tmp/x',
    );

  test.each([
    ['1', '0'],
    ['Yes', 'No'],
    ['TRUE', 'FALSE'],
    ['Churned', 'Stayed'],
    ['Attrited Customer', 'Existing Customer'],
  ])('%s rather than %s', (left, stayed) => {
    const { config, notes } = infer(left, stayed);
    expect(config.positive).toBe(left);
    expect(notes).toEqual([]);
  });

  test('the word that means it, even where most have it', () => {
    expect(infer('No', 'Yes').config.positive).toBe('Yes');
  });

  test('the rarer word where neither means it, and that is said', () => {
    const { config, notes } = infer('B', 'A');
    expect(config.positive).toBe('B');
    expect(notes).toEqual(['the rarer word of Exited, "B", is taken for "left"']);
  });

  test.each([
    [
      'three words',
      (row: number) => ['a', 'b', 'c'][row % 3],
      'must hold two words, one for those who left, however: 3, "a", "b", "c"',
    ],
    ['one word', () => 'No', 'must hold two words, one for those who left, however: 1, "No"'],
    ['a gap', (row: number) => (row === 5 ? '' : row % 2), 'bank.csv:7 column Exited is missing'],
    [
      'a word for a gap',
      (row: number) => (row === 5 ? 'NA' : row % 2),
      'bank.csv:7 column Exited is missing',
    ],
  ])('a target with %s is refused', (_name, cell, message) => {
    const broken = table({ Age: (row) => row % 30, Exited: cell });
    expect(() => inferConfig(broken, 'Exited', 'tmp/x')).toThrow(message);
  });

  test('a target that is not there is refused, with the names that are', () => {
    expect(() => inferConfig(table(TARGET), 'Churn', 'tmp/x')).toThrow(
      'bank.csv has no column "Churn", only Exited',
    );
  });

  test('a table with nothing to learn from is refused', () => {
    const ids = table({ CustomerId: (row) => row, ...TARGET });
    expect(() => inferConfig(ids, 'Exited', 'tmp/x')).toThrow(
      'bank.csv has no column to learn from',
    );
  });
});

describe('the file', () => {
  test('says what was inferred: read again, it is the same configuration', () => {
    const { config, yaml } = inferConfig(
      table({
        CustomerId: (row) => row,
        Age: (row) => row % 30,
        Active: (row) => row % 2,
        "Plan: 'new' #1": (row) => ['a', 'b', 'c'][row % 3],
        ...TARGET,
      }),
      'Exited',
      'models/mine/2',
    );
    expect(parseConfig(yaml, 'x.yaml')).toEqual(config);
    expect(config).toMatchObject({ id: 'mine', version: '2', title: { en: 'Mine' } });
    expect(config.split.group).toBe('CustomerId');
  });

  test.each([
    ['tmp/bank', 'bank', '1'],
    ['models/artifacts/bank/3', 'bank', '3'],
    ['Ärzte & Co', 'arzte-co', '1'],
    ['out/v2.1', 'out', 'v2.1'],
  ])('%s is model %s, version %s', (out, id, version) => {
    const { config } = inferConfig(table({ Age: (row) => row % 30, ...TARGET }), 'Exited', out);
    expect(config).toMatchObject({ id, version });
  });
});
