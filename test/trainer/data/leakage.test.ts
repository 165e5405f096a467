import { describe, expect, test } from 'vitest';
import { aucAlone, standardError } from '../../../trainer/src/data/alone.ts';
import { codeColumn } from '../../../trainer/src/data/coded-column.ts';
import { findLeaks, refuseLeaks, warnOfLeaks } from '../../../trainer/src/data/leakage.ts';
import { leaveOutRows } from '../../../trainer/src/data/leave-out.ts';
import { inferConfig, readTable, type Config } from '../../../trainer/src/index.ts';
import { readTarget } from '../../../trainer/src/data/target.ts';
import { customers, useAll, type CellOf } from './customers.ts';
import { publicTable } from '../../support/public-table.ts';

/** What the gate says of one column of a table of customers, a quarter of whom left. */
function leaksOf(cell: CellOf, { rows = 4000, leavesEvery = 4, changes = '' } = {}) {
  const { table, left, all } = customers(rows, { Column: cell }, leavesEvery);
  return findLeaks(table, useAll(table, changes), left, all);
}

describe('near-copies of the label', () => {
  test.each<[string, CellOf]>([
    ['the label in other words', (_row, left) => (left ? 'gone' : 'here')],
    ['the label with one wrong in a hundred', (row, left) => (row % 100 === 7 ? 1 - left : left)],
    ['a number that is larger for those who left', (row, left) => 1000 * left + (row % 900)],
    [
      'a number that is far from the middle',
      (row, left) => (left ? (row % 8 ? 900 : 0) : 400 + (row % 97)),
    ],
    [
      'thirty reasons, and one word for the rest',
      (row, left) => (left ? `reason ${row % 30}` : 'none'),
    ],
  ])('%s is found', (_name, cell) => {
    expect(leaksOf(cell)[0].kinds).toContain('near-copy');
  });

  test.each<[string, CellOf]>([
    ['an id', (row) => row],
    ['a word that nobody shares', (row) => `customer ${row}`],
    ['rare words, each of two customers', (row) => `place ${row % 2000}`],
    ['chance', (_row, _left, random) => Math.floor(random() * 5)],
    [
      'a strong and honest number',
      (_row, left, random) => Math.round(100 * (random() + 0.4 * left)),
    ],
  ])('%s is none', (_name, cell) => {
    expect(leaksOf(cell)).toEqual([]);
  });

  test('in a small table, a column that is right by luck is none', () => {
    // Of 20 customers who left, 18 have it; of 60 who stayed, 6.
    const lucky: CellOf = (row, left) => (left ? Number(row % 40 !== 0) : Number(row % 10 === 1));
    expect(leaksOf(lucky, { rows: 80 })).toEqual([]);
  });

  test('the area is the one of pairs, and its error that of Hanley and McNeil', () => {
    // Each word with its rate of leaving: the ranking of words is known, so the area can be counted.
    const { table, left, all } = customers(4000, {
      Word: (row) => ['a', 'b', 'c'][(row >> 2) % 3 === 0 || row % 4 ? row % 3 : 2],
    });
    const column = codeColumn(table, 'Word', []);
    const rate = (word: string) => {
      const mine = all.filter((row) => column.words[column.codes[row]] === word);
      return mine.reduce((sum, row) => sum + left[row], 0) / mine.length;
    };
    const rates = all.map((row) => rate(column.words[column.codes[row]]));
    let [wins, pairs] = [0, 0];
    for (const gone of all.filter((row) => left[row] === 1)) {
      for (const stayed of all.filter((row) => left[row] === 0)) {
        pairs++;
        wins += rates[gone] > rates[stayed] ? 1 : rates[gone] === rates[stayed] ? 0.5 : 0;
      }
    }
    expect(aucAlone(column, left, all).auc).toBeCloseTo(wins / pairs, 1);
    // Their own example: an area of 0.893 with 51 abnormal and 58 normal cases has an error of 0.0326.
    expect(standardError(0.893, 51, 58)).toBeCloseTo(0.0326, 3);
  });
});

describe('cells that only one kind of customer has', () => {
  test.each<[string, CellOf, string]>([
    [
      'filled for half of those who left',
      (row, left) => (left && row % 8 === 0 ? 'called' : ''),
      'is filled for 500 of the 1000 who left, and for 0 of the 3000 who stayed',
    ],
    [
      'empty for those who left',
      (row, left) => (left && row % 8 === 0 ? '' : row % 7),
      'is empty for 500 of the 1000 who left, and for 0 of the 3000 who stayed',
    ],
    [
      'anything but None for a third of those who left',
      (row, left) => (left && row % 12 === 0 ? `offer ${row % 5}` : 'None'),
      'is something else than "None" for 334 of the 1000 who left, and for 0 of the 3000 who stayed',
    ],
    [
      'no zero for some of those who left',
      (row, left) => (left && row % 8 === 0 ? 10 + (row % 50) : 0),
      'is something else than "0" for 500 of the 1000 who left, and for 0 of the 3000 who stayed',
    ],
    [
      'a renewal that only customers have who stayed',
      (row, left) => (!left && row % 2 ? 'renewed' : 'open'),
      'is "renewed" for 2000 of the 3000 who stayed, and for 0 of the 1000 who left',
    ],
  ])('%s is found', (_name, cell, why) => {
    const [leak] = leaksOf(cell);
    expect(leak.kinds).toEqual(['one-sided']);
    expect(leak.why).toContain(why);
  });

  test.each<[string, CellOf]>([
    ['a level of which everybody left, but few', (row, left) => (left && row % 40 === 0 ? 4 : 1)],
    [
      'a contract that hardly anybody leaves',
      (row, left) => ((left ? row % 160 === 0 : row % 5 < 2) ? 'two years' : 'monthly'),
    ],
    ['missing for both alike', (row) => (row % 3 ? row % 9 : '')],
  ])('%s is none', (_name, cell) => {
    expect(leaksOf(cell)).toEqual([]);
  });

  test('where one in a hundred leaves, a level without leavers is none', () => {
    const cell: CellOf = (row, left) => (!left && row % 2 ? 'a' : 'b');
    expect(leaksOf(cell, { rows: 3000, leavesEvery: 100 })).toEqual([]);
  });
});

describe('what is known only afterwards', () => {
  const harmless: CellOf = (row) => row % 3;

  test('is refused because the configuration says so', () => {
    const { table, left, all } = customers(400, { Survey: harmless });
    const config = useAll(table);
    const features = { Survey: { ...config.features.Survey, knownAfterwards: true } };
    const leaks = findLeaks(table, { ...config, features }, left, all);
    expect(leaks.map(({ kinds }) => kinds)).toEqual([['known-afterwards']]);
    const dropped = { Survey: { ...features.Survey, policy: 'drop' as const } };
    expect(findLeaks(table, { ...config, features: dropped }, left, all)).toEqual([]);
  });

  test.each([
    ...['Churn Reason', 'ChurnCategory', 'churn_score', 'Churnreason', 'cancellation_date'],
    ...['Date_lapse', 'DateOfCancellation', 'TerminationReason', 'exit date', 'closing_date'],
    ...['ClosedAt', 'reason for leaving', 'customer_churn_reason', 'Churn Label', 'exit survey'],
  ])('a column called %s is taken for one', (name) => {
    expect(inferred(name).knownAfterwards).toBe(true);
  });

  test.each([
    ...[
      'closing_balance',
      'Contract',
      'last_renewal_date',
      'Time on platform',
      'Score',
      'Left hand',
    ],
    ...['Exits used', 'cancellation_fee', 'Reason for contact', 'Churn of staff in branch', 'date'],
  ])('a column called %s is not', (name) => {
    expect(inferred(name).knownAfterwards).toBe(false);
  });

  function inferred(name: string) {
    const { table } = customers(60, { Age: (row) => row % 50, [name]: (row) => row % 3 });
    return inferConfig(table, 'Left', 'tmp/x').config.features[name];
  }
});

describe('refusal', () => {
  const { table, left, all } = customers(400, {
    'After call': (_row, left) => (left ? 'yes' : 'no'),
    Age: (row) => row % 50,
    Reason: (row, left) => (left ? row % 5 : ''),
  });

  test('names each column, why, and what to write', () => {
    const leaks = findLeaks(table, useAll(table), left, all);
    expect(() => refuseLeaks(leaks, 'customers.csv')).toThrow(
      /2 columns seem to give away.*\n {2}After call tells alone.*\n {2}Reason tells alone.*filled for 100 of the 100 who left.*\n.*--drop 'After call' --drop Reason .*\n.*--allow 'After call'/,
    );
  });

  test('of an allowed column becomes a warning', () => {
    const allowed = useAll(table, 'allow: [Reason, After call]');
    const leaks = findLeaks(table, allowed, left, all);
    expect(() => refuseLeaks(leaks, 'customers.csv')).not.toThrow();
    expect(warnOfLeaks(leaks)).toHaveLength(2);
    expect(warnOfLeaks(leaks)[1]).toMatch(/^WARNING: Reason .*every figure of this model is false/);
  });

  test('of one column stands where only another one is allowed', () => {
    const leaks = findLeaks(table, useAll(table, 'allow: [Reason]'), left, all);
    expect(() => refuseLeaks(leaks, 'customers.csv')).toThrow('1 column seems to give away');
  });

  test('is not switched off by allowing a column that is not used', () => {
    const config = useAll(table, 'allow: [Reason]');
    const features = {
      ...config.features,
      Reason: { ...config.features.Reason, policy: 'drop' as const },
    };
    expect(() => findLeaks(table, { ...config, features }, left, all)).toThrow(
      'column "Reason" cannot be allowed, since it is not used (drop: left out by the configuration)',
    );
  });

  test('is not switched off by allowing a column that is not there', () => {
    expect(() => findLeaks(table, useAll(table, 'allow: [Raeson]'), left, all)).toThrow(
      'customers.csv has no column "Raeson" that could be allowed',
    );
  });
});

describe('tables that people know', () => {
  const gate = async (
    path: string,
    target: string,
    choices: Parameters<typeof inferConfig>[3] = {},
  ) => {
    const table = await readTable(path);
    const { config } = inferConfig(table, target, 'tmp/x', choices);
    return leaksIn(table, config);
  };

  function leaksIn(file: Awaited<ReturnType<typeof readTable>>, config: Config) {
    const { table } = leaveOutRows(file, config.target, config.leaveOut);
    const left = readTarget(table, config.target, config.positive, config.missing);
    return findLeaks(table, config, left, Array.from(left.keys()));
  }

  test('telco-maven: the gate names both columns that came after, and no other', async (context) => {
    const path = publicTable(context, 'telco-maven-reasons.csv');
    const leaks = await gate(path, 'Customerstatus', { leaveOut: ['Joined'] });
    expect(leaks.map(({ column }) => column)).toEqual(['Churncategory', 'Churnreason']);
    for (const { kinds } of leaks)
      expect(kinds).toEqual(['known-afterwards', 'near-copy', 'one-sided']);
    const drop = ['Churncategory', 'Churnreason'];
    const without = { leaveOut: ['Joined'], drop };
    expect(await gate(path, 'Customerstatus', without)).toEqual([]);
  });

  test.for([
    ['churn-modelling.csv', 'Exited', {}],
    ['telco-ibm.csv', 'Churn', {}],
    ['motor-insurance-lapse.csv.gz', 'Lapse', { positive: '> 0' }],
  ] as const)(
    '%s: every honest column passes',
    { timeout: 60_000 },
    async ([file, target, choices], context) => {
      expect(await gate(publicTable(context, file), target, choices)).toEqual([]);
    },
  );
});
