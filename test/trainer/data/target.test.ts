import { describe, expect, test } from 'vitest';
import { leaveOutRows } from '../../../trainer/src/data/leave-out.ts';
import { inferConfig } from '../../../trainer/src/index.ts';
import { parseTable } from '../../../trainer/src/table/table.ts';
import { readTarget } from '../../../trainer/src/data/target.ts';

const tableOf = (words: readonly (string | number)[]) =>
  parseTable(
    Buffer.from(['Age,Status', ...words.map((word, row) => `${20 + row},${word}`)].join('\n')),
    'status.csv',
  );
const leftOf = (words: readonly (string | number)[], positive: string) => [
  ...readTarget(tableOf(words), 'Status', positive, ['NA']),
];

describe('who left', () => {
  test.each<[string, readonly (string | number)[], string, number[]]>([
    ['a word', ['Stayed', 'Churned'], 'Churned', [0, 1]],
    ['a number above another', [0, 2, 1, 0], '> 0', [0, 1, 1, 0]],
    ['a number from another on', [0, 2, 1, 0], '>=2', [0, 1, 0, 0]],
    ['a number below another', [-1.5, 2, 1], '< 0', [1, 0, 0]],
    ['a number up to another', [10, 2, 1], '<= 2', [0, 1, 1]],
    ['a word that looks like a comparison', ['> 0', '< 0'], '> 0', [1, 0]],
  ])('may be told by %s', (_name, words, positive, left) => {
    expect(leftOf(words, positive)).toEqual(left);
  });

  test.each<[string, readonly (string | number)[], string, string]>([
    [
      'one class only',
      ['Stayed', 'Stayed'],
      'Churned',
      'status.csv column Status must hold two words, one for those who left, however: 1, "Stayed": everybody left or everybody stayed, so there is nothing to learn',
    ],
    [
      'one class only, by a comparison',
      [0, 0, 0],
      '> 0',
      'status.csv column Status: no row has what means "left", "> 0", only "0"',
    ],
    ['nobody who stayed', [1, 2], '> 0', '"> 0" is true of every row, so nobody stayed'],
    [
      'a third word',
      ['Stayed', 'Churned', 'Joined'],
      'Churned',
      'however: 3, "Stayed", "Churned", "Joined"; to leave out the rows of one, write for example --leave-out WORD',
    ],
    ['many numbers', [0, 1, 2], '1', 'write for example --positive "> 0"'],
    [
      'words that are compared with a number',
      [0, 1, 'many'],
      '> 0',
      'is to be compared with a number, however: "many"',
    ],
    ['a gap', ['Stayed', 'NA'], 'Stayed', 'status.csv:3 column Status is missing'],
  ])('is refused where there is %s', (_name, words, positive, message) => {
    expect(() => leftOf(words, positive)).toThrow(message);
  });
});

describe('rows that are left out', () => {
  const table = tableOf(['Stayed', 'Joined', 'Churned', 'Joined', 'Stayed']);

  test('are gone from the table and from a split of the file, and lines stay those of the file', () => {
    const given = { train: [0, 1, 2], test: [3, 4] };
    const remaining = leaveOutRows(table, 'Status', ['Joined'], given);
    expect(remaining.split).toEqual({ train: [0, 1], test: [2] });
    expect(remaining.table.rowCount).toBe(3);
    const { cell, line } = remaining.table;
    expect([0, 1, 2].map((row) => [cell(row, 'Age'), line(row)])).toEqual([
      ['20', 2],
      ['22', 4],
      ['24', 6],
    ]);
    expect([...readTarget(remaining.table, 'Status', 'Churned', [])]).toEqual([0, 1, 0]);
  });

  test('must be there', () => {
    expect(() => leaveOutRows(table, 'Status', ['Joind'])).toThrow(
      'status.csv column Status: no row has "Joind", which is to be left out',
    );
  });
});

describe('choices on a command line', () => {
  const table = tableOf(['Stayed', 'Joined', 'Churned', 'Joined', 'Stayed']);
  const choose = (choices: Parameters<typeof inferConfig>[3]) =>
    inferConfig(table, 'Status', 'tmp/x', { leaveOut: ['Joined'], ...choices });

  test('stand in the configuration that is inferred, and in its file', () => {
    const { config, yaml } = choose({ allow: ['Age'], time: 'Age', timeFormat: 'number' });
    expect(config).toMatchObject({
      positive: 'Churned',
      leaveOut: ['Joined'],
      allow: ['Age'],
      split: { time: 'Age', timeFormat: 'number', test: 0.2 },
    });
    expect(yaml).toContain('leaveOut:\n  - Joined');
  });

  test.each<[string, Parameters<typeof inferConfig>[3], string]>([
    [
      'an unknown column',
      { drop: ['Agee'] },
      '--drop Agee: status.csv has no such column, only Age, Status',
    ],
    ['the target', { drop: ['Status'] }, '--drop Status is the target'],
    ['a start without a time', { testFrom: '2018' }, '--test-from goes with --time'],
    ['every column dropped', { drop: ['Age'] }, 'status.csv has no column to learn from'],
  ])('are refused where they name %s', (_name, choices, message) => {
    expect(() => choose(choices)).toThrow(message);
  });
});
