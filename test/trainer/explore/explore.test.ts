import fc from 'fast-check';
import { wilsonInterval } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { exploreTable, type ExploreOptions } from '../../../trainer/src/explore/explore.ts';
import { findThings } from '../../../trainer/src/explore/findings.ts';
import { explorePage } from '../../../trainer/src/explore/page/page.ts';
import { parseTable } from '../../../trainer/src/table/table.ts';
import { readTarget } from '../../../trainer/src/data/target.ts';
import { smallBank } from '../small-bank.ts';

const MISSING = ['NA'];

/** A table of these columns, the last one says who left. */
function explore(
  columns: Record<string, readonly (string | number)[]>,
  options: Partial<ExploreOptions> = {},
) {
  const names = Object.keys(columns);
  const lines = columns[names[0]].map((_, row) =>
    names.map((name) => columns[name][row]).join(','),
  );
  const table = parseTable(Buffer.from([names.join(','), ...lines].join('\n')), 'made.csv');
  const left = names.includes('Left') ? readTarget(table, 'Left', '1', MISSING) : undefined;
  return exploreTable({
    table,
    missing: MISSING,
    ...(left && { target: 'Left', left }),
    ...options,
  });
}

const rows = (count: number, cell: (row: number) => string | number) =>
  Array.from({ length: count }, (_, row) => cell(row));
const factsOf = (exploration: ReturnType<typeof explore>, name: string) =>
  exploration.columns.find(({ column }) => column.name === name);
const textsOf = (exploration: ReturnType<typeof explore>) =>
  findThings(exploration).map(({ level, text }) => `${level}: ${text}`);

describe('the rate of leaving', () => {
  test('of each word is a count of the table, with the interval of Wilson', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'NA'), fc.nat(1)), {
          minLength: 3,
          maxLength: 80,
        }),
        (pairs) => {
          const cells = [...pairs, ['a', 0] as const, ['b', 1] as const];
          const exploration = explore({
            Plan: cells.map(([word]) => word),
            Left: cells.map(([, left]) => left),
          });
          for (const group of factsOf(exploration, 'Plan')?.groups ?? []) {
            const named = ['a', 'b', 'c'].includes(group.label);
            if (!named) {
              expect(group.label).toMatch(/^[123] other$/);
              continue;
            }
            const its = cells.filter(([word]) => word === group.label);
            const left = its.filter(([, gone]) => gone === 1).length;
            expect(group).toMatchObject({ customers: its.length, left });
            expect(group.rate).toMatchObject(wilsonInterval(left, its.length));
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test('is not told of fewer than five customers', () => {
    const exploration = explore({
      Plan: [...rows(40, () => 'a'), ...rows(4, () => 'b')],
      Left: rows(44, (row) => row % 2),
    });
    expect(factsOf(exploration, 'Plan')?.groups[1]).toEqual({
      label: '1 other',
      customers: 4,
      left: null,
      rate: null,
    });
  });

  test('of two columns together adds up to everybody who is known in both', () => {
    const exploration = exploreTable({
      table: smallBank(),
      missing: MISSING,
      target: 'Exited',
      left: readTarget(smallBank(), 'Exited', '1', MISSING),
    });
    expect(exploration.joint).toHaveLength(45);
    for (const { cells } of exploration.joint) {
      expect(cells.flat().reduce((sum, { customers }) => sum + customers, 0)).toBe(600);
    }
  });
});

describe('what is missing', () => {
  const exploration = explore({
    A: rows(100, (row) => (row < 20 ? 'NA' : row % 40)),
    B: rows(100, (row) => (row < 20 ? '' : row % 7)),
    C: rows(100, (row) => (row % 10 === 5 ? '' : 'yes')),
    Left: rows(100, (row) => Number(row < 18 || row % 9 === 0)),
  });

  test('is counted together with what else is missing in the same rows', () => {
    expect(exploration.missingness.patterns).toEqual([
      { columns: expect.arrayContaining(['A', 'B']) as string[], rows: 18 },
      { columns: ['C'], rows: 8 },
    ]);
    expect(exploration.missingness.more).toEqual({ patterns: 1, rows: 2 });
  });

  test('tells about leaving where the intervals are apart', () => {
    const tells = exploration.missingness.columns.map(({ name, tells: told }) => [name, told]);
    expect(Object.fromEntries(tells)).toEqual({ A: true, B: true, C: false });
    expect(textsOf(exploration)).toContainEqual(
      expect.stringMatching(/^look: Where [AB] and [AB] are missing \(20 rows\), 9\d\.\d % left/),
    );
  });
});

describe('which columns say the same', () => {
  const exploration = explore({
    Up: rows(120, (row) => row % 12),
    Down: rows(120, (row) => -((row % 12) ** 3)),
    Word: rows(120, (row) => `w${row % 3}`),
    Same: rows(120, (row) => `s${row % 3}`),
    Other: rows(120, (row) => `o${Math.floor(row / 3) % 2}`),
  });
  const pairOf = (a: string, b: string) =>
    exploration.pairs.find((pair) => [pair.a, pair.b].sort().join() === [a, b].sort().join());

  test('is told by ranks of numbers, so that a bent line counts as much as a straight one', () => {
    expect(pairOf('Up', 'Down')).toMatchObject({ measure: 'Spearman', isOpposed: true });
    expect(pairOf('Up', 'Down')?.strength).toBeCloseTo(1, 12);
  });

  test('is told by the correlation ratio of a number and words', () => {
    // Words 0, 1, 2 have means 4.5, 5.5, 6.5; the variance of 0..11 is 143 / 12.
    const pair = pairOf('Up', 'Word');
    expect(pair?.measure).toBe('correlation ratio');
    expect(pair?.strength).toBeCloseTo(Math.sqrt(2 / 3 / (143 / 12)), 12);
  });

  test("is told by Cramér's V of words, the strongest first", () => {
    expect(pairOf('Word', 'Same')?.strength).toBeCloseTo(1, 12);
    expect(pairOf('Word', 'Other')).toMatchObject({ measure: "Cramér's V", strength: 0 });
    const strengths = exploration.pairs.map(({ strength }) => strength ?? -1);
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
  });
});

describe('with time', () => {
  const drifting = {
    Year: rows(300, (row) => 2020 + Math.floor(row / 100)),
    Steady: rows(300, (row) => row % 10),
    Moving: rows(300, (row) => (row % 10) + (row < 200 ? 0 : 6)),
    Left: rows(300, (row) => Number(row % 100 < 10 * (1 + Math.floor(row / 100)))),
  };

  test('each period has its customers, its rate of leaving and its means', () => {
    const { drift } = explore(drifting, { time: 'Year' });
    expect(drift?.periods.map(({ label, left }) => [label, left])).toEqual([
      ['2020', 10],
      ['2021', 20],
      ['2022', 30],
    ]);
    const moving = drift?.columns.find(({ name }) => name === 'Moving');
    expect(moving?.values).toEqual(['4.5', '4.5', '10.5']);
    expect(moving?.psi[1]).toBeCloseTo(0, 12);
    expect(moving?.psi[2]).toBeGreaterThan(0.25);
  });

  test('says which column has moved, and not which has stayed', () => {
    const texts = textsOf(explore(drifting, { time: 'Year' })).join('\n');
    expect(texts).toContain('look: Moving has moved since the first period');
    expect(texts).not.toContain('Steady');
  });

  test('dates fall into months, quarters or years, whichever are few enough', () => {
    const days = (years: number) =>
      rows(60, (row) => `${2010 + (row % years)}-${row % 2 === 0 ? '01' : '08'}-15`);
    const labels = (years: number) =>
      explore({ Day: days(years), X: rows(60, (row) => row % 3) }, { time: 'Day' }).drift
        ?.periods[0].label;
    expect([labels(1), labels(5), labels(20)]).toEqual(['2010-01', '2010 Q1', '2010']);
  });
});

describe('things to look at', () => {
  test('are told in words, the most serious first', () => {
    const exploration = explore({
      CustomerId: rows(400, (row) => 7000 + Math.floor(row / 2)),
      Charges: rows(400, (row) => (row % 50 === 0 ? -4 : 20 + (row % 90))),
      Twice: rows(400, (row) => 2 * (20 + (row % 90)) + Number(row % 50 === 0)),
      Country: rows(400, () => 'USA'),
      'Churn Reason': rows(400, (row) => (row % 3 === 0 ? 'price' : '')),
      Left: rows(400, (row) => Number(row % 3 === 0)),
    });
    const texts = textsOf(exploration);
    expect(texts).toContain(
      'serious: Churn Reason seems to be known only once a customer has left, by its name',
    );
    expect(texts).toContain(
      'serious: Where Churn Reason is missing (266 rows), 0.0 % left, otherwise 100.0 %',
    );
    expect(texts).toContain('look: Charges is negative in 8 rows (2.0 %)');
    expect(texts).toContain(
      'look: CustomerId has 200 values in 400 rows: keep the rows of a customer together with --group',
    );
    expect(texts).toContain('note: Country is the same for everybody');
    expect(texts).toContain('note: Only counted, never shown: CustomerId (is an id)');
    const levels = texts.map((text) => text.split(':')[0]);
    expect(levels).toEqual(
      [...levels]
        .sort()
        .reverse()
        .sort((a, b) => order(a) - order(b)),
    );
  });

  test('count the rows that say the same as another', () => {
    const exploration = explore({
      CustomerId: rows(30, (row) => row),
      A: rows(30, (row) => (row < 20 ? row : row - 20)),
      B: rows(30, (row) => (row < 20 ? row % 4 : (row - 20) % 4)),
    });
    expect(exploration.duplicates).toBe(10);
  });
});

const order = (level: string) => ['serious', 'look', 'note'].indexOf(level);

describe('the page', () => {
  test('holds no cell of a column that names people, and no rare word', () => {
    const secret = rows(60, (row) => `Smithson${row % 12}`);
    const exploration = explore({
      CustomerId: rows(60, (row) => 88_112_200 + row * 3),
      Surname: secret,
      Town: rows(60, (row) => (row === 7 ? 'Lonelyville' : 'Capital')),
      Left: rows(60, (row) => row % 2),
    });
    const page = explorePage(exploration, findThings(exploration));
    expect(page).toContain('Capital');
    expect(page).not.toMatch(/Smithson|Lonelyville|881122/);
  });

  test('shows markup in a table as text', () => {
    const exploration = explore({
      '<b>Plan</b>': rows(20, (row) => (row < 10 ? '<img src=x>' : 'a&b')),
      Left: rows(20, (row) => row % 2),
    });
    const page = explorePage(exploration, findThings(exploration));
    expect(page).toContain('&lt;img src=x&gt;');
    expect(page).toContain('a&amp;b');
    expect(page).not.toMatch(/<img|<b>Plan/);
  });

  test('shows the rest without a target', () => {
    const exploration = explore({
      A: rows(50, (row) => row % 9),
      B: rows(50, (row) => `w${row % 2}`),
    });
    const page = explorePage(exploration, findThings(exploration));
    expect(exploration.joint).toEqual([]);
    expect(page).toContain('Which columns say the same');
    expect(page).not.toContain('Share that left');
  });

  test('can be made of a column that is always missing, and of one row', () => {
    for (const exploration of [
      explore({
        A: rows(10, () => 'NA'),
        B: rows(10, (row) => row),
        Left: rows(10, (row) => row % 2),
      }),
      explore({ A: [1], B: ['x'] }),
    ]) {
      expect(explorePage(exploration, findThings(exploration))).not.toMatch(
        /NaN|undefined|Infinity/,
      );
    }
  });
});
