import { describe, expect, test } from 'vitest';
import type { Preprocess } from '../../../models/src/index.ts';
import { dataDoubts } from '../../../trainer/src/data/data-doubts.ts';
import { reportData, type DataReport } from '../../../trainer/src/data/data-report.ts';
import { parseConfig } from '../../../trainer/src/config/config.ts';
import { customers, type CellOf } from './customers.ts';

/** A report on columns, each of which is used as the configuration of that name says. */
function report(
  columns: Record<string, [CellOf, string]>,
  encoders: Preprocess['encoders'] = [],
  rows = 400,
): DataReport {
  const cells = Object.fromEntries(Object.entries(columns).map(([name, [cell]]) => [name, cell]));
  const { table, left, all } = customers(rows, cells);
  const features = Object.entries(columns).map(([name, [, policy]]) => `  ${name}: { ${policy} }`);
  const config = parseConfig(
    `id: x\ntitle: x\ntarget: Left\npositive: 1\nfeatures:\n${features.join('\n')}\n`,
    'x.yaml',
  );
  const split = {
    train: all.slice(0, rows / 2),
    validation: all.slice(rows / 2, 0.6 * rows),
    calibration: all.slice(0.6 * rows, 0.8 * rows),
    test: all.slice(0.8 * rows),
  };
  return reportData(table, table, config, { encoders }, left, split, []);
}

const NUMBER = 'policy: use, type: numeric';
const WORD = 'policy: use, type: categorical';
const AUDIT = 'policy: audit-only, type: categorical';
const DROP = 'policy: drop';

describe('a column', () => {
  test('of numbers is told by its ends, its middle and what lies far outside', () => {
    // 1 to 400 but 8 and 10: the hundredth, two hundredth and three hundredth are 102, 202 and 302.
    const { columns } = report({
      Points: [(row) => (row === 7 ? 903 : row === 9 ? 901 : row + 1), NUMBER],
    });
    expect(columns[0].numbers).toEqual({
      min: 1,
      median: 202,
      max: 903,
      negative: 0,
      outliers: { below: 0, above: 1, low: 102 - 3 * 200, high: 302 + 3 * 200 },
    });
  });

  test('of which half is one number has no far outside', () => {
    const { columns } = report({ Refunds: [(row) => (row % 5 === 0 ? row : 0), NUMBER] });
    expect(columns[0].numbers?.outliers).toBeNull();
  });

  test('of words is told by its levels and who of them left', () => {
    const { columns } = report({
      Plan: [(row) => (row % 4 === 0 ? 'a' : row % 20 === 1 ? '' : 'b'), WORD],
    });
    expect(columns[0].levels).toEqual([
      { value: 'b', customers: 280, left: 0 },
      { value: 'a', customers: 100, left: 100 },
      { value: null, customers: 20, left: 0 },
    ]);
    expect(columns[0]).toMatchObject({
      missing: 20,
      missingShare: 0.05,
      distinct: 2,
      holds: 'words',
    });
  });

  test('that is dropped shows no value of anybody', () => {
    const { columns } = report({ Surname: [(row) => `Smith${row % 7}`, DROP] });
    expect(columns[0]).toEqual({
      column: 'Surname',
      policy: 'drop',
      holds: 'words',
      missing: 0,
      missingShare: 0,
      distinct: 7,
      isConstant: false,
      unseen: 0,
      rare: 0,
    });
  });

  test('shows no word that hardly anybody shares', () => {
    const { columns } = report({ Job: [(row) => (row < 4 ? 'astronaut' : 'clerk'), WORD] });
    expect(columns[0].levels).toEqual([{ value: 'clerk', customers: 396, left: 99 }]);
  });

  test('is constant where every cell is the same', () => {
    const { columns } = report({ Country: [() => 'France', WORD], Fax: [() => '', DROP] });
    expect(columns.map(({ isConstant, holds }) => [isConstant, holds])).toEqual([
      [true, 'words'],
      [false, 'nothing'],
    ]);
  });

  test('counts words that are too rare, and words that came after training', () => {
    const encoders = [
      { type: 'one-hot', feature: 'Plan', levels: ['a', 'b'] },
    ] as unknown as Preprocess['encoders'];
    const plan: CellOf = (row) => (row < 3 ? 'rare' : row >= 390 ? 'new' : row % 2 ? 'a' : 'b');
    expect(report({ Plan: [plan, WORD] }, encoders).columns[0]).toMatchObject({
      rare: 3,
      unseen: 10,
    });
  });

  test('that is named after an amount cannot be below zero', () => {
    const below: CellOf = (row) => (row % 100 === 50 ? -5 : row % 30);
    const { columns } = report({ MonthlyCharge: [below, NUMBER], Balance: [below, NUMBER] });
    expect(columns[0].impossible).toMatchObject({ cells: 4, firstLine: 52 });
    expect(columns[1].impossible).toBeUndefined();
  });
});

test('columns of a large table are described from half a million of its rows', () => {
  const rows = 600_000;
  const { describedRows, columns, ...rest } = report(
    { Plan: [(row) => (row % 4 === 0 ? 'a' : row >= 599_900 ? 'new' : 'b'), WORD] },
    [{ type: 'one-hot', feature: 'Plan', levels: ['a', 'b'] }] as unknown as Preprocess['encoders'],
    rows,
  );
  expect([rest.rows, describedRows]).toEqual([rows, 500_000]);
  const [a] = (columns[0].levels ?? []).filter(({ value }) => value === 'a');
  expect(a.customers / describedRows).toBeCloseTo(0.25, 2);
  expect(a.left).toBe(a.customers);
  // 75 of the last hundred rows, of which five of six are drawn.
  expect(columns[0].unseen).toBeGreaterThan(40);
  expect(columns[0].unseen).toBeLessThan(75);
});

describe('rows', () => {
  test('that repeat another are counted, and found by their lines', () => {
    const columns = {
      Id: [(row: number) => row, DROP],
      A: [(row: number) => (row === 350 ? 10 : row), NUMBER],
    } as const;
    // Row 350 becomes row 10 but for its id and, as both stayed, also in the target.
    const { duplicates, nearCopies } = report({ Id: [...columns.Id], A: [...columns.A] });
    expect(duplicates).toEqual({ rows: 0, acrossSplit: 0, lines: [] });
    expect(nearCopies).toEqual({ rows: 1, acrossSplit: 1, lines: [[12, 352]], apartFrom: ['Id'] });
  });

  test('that are the same in every column are duplicates', () => {
    // Rows 0 to 199 come twice; a quarter of them left, each with its copy.
    const { duplicates, nearCopies } = report({
      A: [(row) => row % 200, NUMBER],
      B: [(row) => `w${row % 8}`, WORD],
    });
    expect(duplicates).toMatchObject({
      rows: 200,
      acrossSplit: 80,
      lines: [
        [2, 202],
        [3, 203],
        [4, 204],
      ],
    });
    expect(nearCopies.rows).toBe(200);
  });
});

describe('columns that tell of others', () => {
  test('a proxy of an audit column is named, and a column that says nothing of it is not', () => {
    const { proxies } = report({
      Gender: [(row) => (row % 2 ? 'f' : 'm'), AUDIT],
      Size: [(row, _left, random) => (row % 2 ? 160 : 175) + Math.round(10 * random()), NUMBER],
      Wish: [(row) => (row % 2 ? 'x' : row % 10 ? 'y' : 'x'), WORD],
      Chance: [(_row, _left, random) => Math.round(100 * random()), NUMBER],
    });
    expect(proxies.map(({ columns }) => columns)).toEqual(
      expect.arrayContaining([
        ['Size', 'Gender'],
        ['Wish', 'Gender'],
      ]),
    );
    expect(proxies).toHaveLength(2);
  });

  test('two columns that say the same are named once', () => {
    const { related } = report({
      Months: [(row) => row % 70, NUMBER],
      Years: [(row) => Math.floor((row % 70) / 12), NUMBER],
      Other: [(row) => (row * 7) % 13, NUMBER],
    });
    expect(related.map(({ columns, measure }) => [...columns, measure])).toEqual([
      ['Months', 'Years', 'spearman'],
    ]);
  });
});

test('what is doubtful is said in sentences', () => {
  const data = report({
    Id: [(row) => row, DROP],
    Charge: [(row) => (row === 5 ? -1 : row % 150), NUMBER],
  });
  const leak = {
    column: 'Reason',
    kinds: ['one-sided' as const],
    why: 'is filled',
    auc: 1,
    isAllowed: true,
  };
  const leftOut = { words: ['Joined'], rows: 12 };
  const said = dataDoubts({ ...data, leaks: [leak], leftOut }, null);
  expect(said).toEqual([
    expect.stringMatching(/^WARNING: Reason is filled\./),
    '12 rows of Joined were left out: the model knows no such customers.',
    expect.stringMatching(
      /^\d+ rows repeat another in everything but Id, such as lines \d+ and \d+/,
    ),
    'Charge is below zero, which its name says it cannot be: 1 cells, the first on line 7.',
  ]);
});
