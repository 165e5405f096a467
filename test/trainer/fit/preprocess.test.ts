import { preprocess, type Row } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../trainer/src/config/config.ts';
import { fitPreprocess } from '../../../trainer/src/fit/preprocess.ts';
import { pickRows } from '../../../trainer/src/fit/rows.ts';
import { fitSchema } from '../../../trainer/src/fit/schema.ts';
import { parseTable } from '../../../trainer/src/table/table.ts';

const CONFIG = parseConfig(
  `id: bank
title: Bank
target: Left
positive: 1
features:
  Id: { policy: drop, reason: is an id }
  Age: { policy: use, type: numeric }
  Plan: { policy: use, type: categorical, values: [{ value: Gold, label: Gold plan }] }
  Active: { policy: use, type: boolean, values: [{ value: No }, { value: Yes }] }
`,
  'bank.yaml',
);

/** Lines of Id, Age, Plan, Active; nobody left, which is of no matter here. */
const tableOf = (lines: readonly string[]) =>
  parseTable(
    Buffer.from(['Id,Age,Plan,Active,Left', ...lines.map((line) => `${line},0`)].join('\n')),
    'bank.csv',
  );

function fit(
  lines: readonly string[],
  train = [...lines.keys()],
  encoding: 'standardize' | 'piecewise' = 'standardize',
  left: (row: number) => number = () => 0,
) {
  const { schema, rows } = fitSchema(CONFIG, tableOf(lines), train);
  const state = fitPreprocess(schema, pickRows(rows, train), train.map(left), encoding);
  return { schema, state, encode: (row: Row) => [...preprocess(state, row)] };
}

const row = (values: Partial<Row>): Row => ({ Age: 30, Plan: 'Basic', Active: true, ...values });
const many = (line: string, count: number) => Array.from({ length: count }, () => line);

describe('numbers', () => {
  const { state, encode } = fit([
    '1,10,Basic,Yes',
    '2,20,Basic,Yes',
    '3,60,Basic,Yes',
    '4,NA,Basic,Yes',
  ]);

  test('mean 30, deviation √(1400 / 3), median 20, from the known cells', () => {
    expect(state.encoders[0]).toMatchObject({ median: 20, mean: 30, min: 10, max: 60 });
    expect(encode(row({ Age: 20 })).slice(0, 2)).toEqual([
      expect.closeTo(-10 / Math.sqrt(1400 / 3), 6),
      0,
    ]);
  });

  test('a missing one is the median, and says so', () => {
    const [missing, indicator] = encode(row({ Age: null }));
    expect(missing).toBe(encode(row({ Age: 20 }))[0]);
    expect(indicator).toBe(1);
  });

  test('the median of an even number of cells is between the middle two', () => {
    const even = fit(['1,10,a,No', '2,20,a,No', '3,30,a,No', '4,90,a,No']);
    expect(even.state.encoders[0]).toMatchObject({ median: 25, missingIndicator: false });
  });

  test('a column with one value for all is divided by 1', () => {
    const constant = fit(['1,0.1,a,No', '2,0.1,a,No', '3,0.1,a,No']);
    expect(constant.state.encoders[0]).toMatchObject({ scale: 1 });
  });
});

describe('numbers in pieces', () => {
  const lines = Array.from({ length: 80 }, (_, age) => `1,${age},a,No`);
  const old = (row: number) => Number(row >= 40);

  test('the cut is where the rate of leaving changes', () => {
    const { state, encode } = fit(lines, undefined, 'piecewise', old);
    expect(state.encoders[0]).toEqual({
      type: 'piecewise',
      feature: 'Age',
      median: 39.5,
      knots: [0, 39.5, 79],
      missingIndicator: false,
    });
    expect(encode(row({ Age: 59.25 })).slice(0, 2)).toEqual([1, 0.5]);
  });

  test('a missing one is the median, and says so', () => {
    const { encode } = fit([...lines, '1,,a,No'], undefined, 'piecewise', old);
    expect(encode(row({ Age: null })).slice(0, 3)).toEqual([1, 0, 1]);
  });
});

describe('words', () => {
  const lines = [
    ...many('1,30,Basic,Yes', 40),
    ...many('1,30,Plus,Yes', 25),
    ...many('1,30,Rare,Yes', 3),
    '1,30,,Yes',
  ];
  const { schema, state } = fit(lines);

  test('frequent levels have an input each, rare ones share one, missing is one of its own', () => {
    expect(state.encoders[1]).toEqual({
      type: 'one-hot',
      feature: 'Plan',
      levels: ['Basic', 'Plus'],
      other: true,
      missing: true,
      fallback: 'Basic',
    });
  });

  test('the schema knows every level, those of the configuration first', () => {
    expect(schema.features[1]).toMatchObject({
      values: [
        { value: 'Gold', label: { en: 'Gold plan' } },
        { value: 'Basic' },
        { value: 'Plus' },
        { value: 'Rare' },
      ],
    });
  });

  test('without rare or missing cells there is no input that nobody ever set', () => {
    const plain = fit(many('1,30,Basic,Yes', 30));
    expect(plain.state.encoders[1]).toMatchObject({ other: false, missing: false });
    expect(plain.encode(row({ Plan: 'Never seen' }))).toEqual(plain.encode(row({ Plan: 'Basic' })));
  });
});

test('yes and no: a missing one is the more frequent, and says so', () => {
  const { state } = fit([...many('1,30,a,Yes', 3), ...many('1,30,a,No', 2), '1,30,a,']);
  expect(state.encoders[2]).toEqual({
    type: 'binary',
    feature: 'Active',
    fallback: true,
    missingIndicator: true,
  });
});

test('only the training part is looked at', () => {
  const lines = ['1,10,a,Yes', '2,20,a,Yes', '3,90,b,No', '4,,c,'];
  const { schema, state } = fit(lines, [0, 1]);
  expect(schema.features[0]).toMatchObject({ min: 10, max: 20, integer: true });
  expect(schema.features[1]).toMatchObject({ values: [{ value: 'Gold' }, { value: 'a' }] });
  expect(state.encoders[0]).toMatchObject({ mean: 15, missingIndicator: false });
});

describe('what does not go together is refused', () => {
  test.each([
    [
      'a cell that is no number',
      ['1,10,a,Yes', '2,ten,a,Yes'],
      'bank.csv:3 column Age: Age must be a number, however: "ten"',
    ],
    [
      'a third word for yes and no',
      ['1,10,a,Yes', '2,20,a,maybe'],
      'bank.csv:3 column Active: Active must be true, false, Yes or No',
    ],
    [
      'a column without a value in the training part',
      ['1,,a,Yes', '2,,a,No'],
      'column Age has no value in the training part: drop it',
    ],
  ])('%s', (_name, lines, message) => {
    expect(() => fit(lines)).toThrow(message);
  });

  test('a column that the configuration does not know', () => {
    const table = parseTable(Buffer.from('Id,Age,Plan,Active,Left,New\n1,2,a,Yes,0,5'), 'bank.csv');
    expect(() => fitSchema(CONFIG, table, [0])).toThrow(
      'the configuration says nothing about column "New" of bank.csv',
    );
  });

  test('a column that the table does not have', () => {
    const table = parseTable(Buffer.from('Id,Age,Plan,Left\n1,2,a,0'), 'bank.csv');
    expect(() => fitSchema(CONFIG, table, [0])).toThrow(
      'bank.csv has no column "Active", which the configuration names',
    );
  });
});
