import { wilsonInterval } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { auditColumns, groupBy } from '../../../trainer/src/evaluation/audit-groups.ts';
import { auditFairness } from '../../../trainer/src/evaluation/fairness.ts';
import { compareWithAndWithout } from '../../../trainer/src/evaluation/with-and-without.ts';
import { openBackend } from '../../../trainer/src/backend/backend.ts';
import { splitTable } from '../../../trainer/src/data/split.ts';
import { parseTable } from '../../../trainer/src/table/table.ts';
import { readTarget } from '../../../trainer/src/data/target.ts';
import { smallBank, smallConfig } from '../small-bank.ts';

const config = smallConfig();

/** A table of one column, and everything about its customers. */
function tableOf(cells: readonly string[]) {
  return parseTable(Buffer.from(`Gender\n${cells.join('\n')}\n`), 'gender.csv');
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

/** 40 of each; of women 10 are called, 8 of them left; of men 20, 10 of them left; 2 more left uncalled. */
function twoGroups() {
  const cells = [...times(40, 'Female'), ...times(40, 'Male'), ...times(5, 'Other')];
  const probabilities = [
    ...times(10, 0.6),
    ...times(30, 0.1),
    ...times(20, 0.6),
    ...times(20, 0.1),
    ...times(5, 0.9),
  ];
  const left = [
    ...times(8, 1),
    ...times(2, 0),
    ...times(2, 1),
    ...times(28, 0),
    ...times(10, 1),
    ...times(10, 0),
    ...times(2, 1),
    ...times(18, 0),
    ...times(5, 1),
  ];
  const features = { Gender: config.features.Gender };
  return {
    table: tableOf(cells),
    config: { ...config, features },
    rows: cells.map((_, row) => row),
    left,
    probabilities,
    threshold: 0.5,
  };
}

describe('groups of customers', () => {
  test('are audited where a column is never a reason, kept for audits, or marked', () => {
    const features = {
      ...config.features,
      Age: { ...config.features.Age, audit: true },
      Gender: { ...config.features.Gender, audit: false },
    };
    expect(auditColumns(config).map(({ column }) => column)).toEqual(['Gender', 'Tenure']);
    expect(auditColumns({ ...config, features }).map(({ column }) => column)).toEqual([
      'Age',
      'Tenure',
    ]);
  });

  test('of numbers are quarters, named by the smallest and largest number in each', () => {
    const table = tableOf(Array.from({ length: 40 }, (_, row) => String(40 - row)));
    const { names, groupOf } = groupBy(table, 'Gender', config, [...Array(40).keys()]);
    expect(names).toEqual(['1 to 10', '11 to 20', '21 to 30', '31 to 40']);
    expect(groupOf[0]).toBe(3);
    expect(groupOf[39]).toBe(0);
  });

  test('of many words are the frequent ones and the others; an empty cell is missing', () => {
    const words = 'abcdefghij'.split('').flatMap((word, index) => times(20 - index, word));
    const table = tableOf([...words, 'NA']);
    const rows = [...Array(words.length + 1).keys()];
    const { names } = groupBy(table, 'Gender', config, rows);
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'others', 'missing']);
  });
});

describe('fairness', () => {
  test('counts each group as one does by hand', () => {
    const [{ groups }] = auditFairness(twoGroups());
    const [female, male] = groups;
    expect(female).toMatchObject({ group: 'Female', customers: 40, left: 10, isJudged: true });
    expect(female.alertRate).toEqual({ value: 0.25, ...wilsonInterval(10, 40) });
    expect(female.precision?.value).toBe(0.8);
    expect(female.recall?.value).toBe(0.8);
    expect(female.calibrationGap.value).toBeCloseTo((10 * 0.6 + 30 * 0.1) / 40 - 0.25, 12);
    expect(male.recall).toEqual({ value: 10 / 12, ...wilsonInterval(10, 12) });
    expect(male.precision?.value).toBe(0.5);
  });

  test('says by the four-fifths rule that half as many calls is too few', () => {
    const [column] = auditFairness(twoGroups());
    expect(column.alertRatio).toBe(0.5);
    expect(column.passesFourFifths).toBe(false);
    expect(column.recallDifference).toBeCloseTo(10 / 12 - 0.8, 12);
    expect(column.words).toEqual([
      'Called are 25.0 % of "Female" and 50.0 % of "Male", a ratio of 0.50, below the 0.80 of the four-fifths rule. 25.0 % and 30.0 % of them left.',
      'Of those who left, 80.0 % of "Female" and 83.3 % of "Male" are called, 3.3 points apart.',
    ]);
  });

  test('shows a group of fewer than 30 customers without judging it', () => {
    const [{ groups, alertRatio }] = auditFairness(twoGroups());
    expect(groups[2]).toMatchObject({ group: 'Other', customers: 5, isJudged: false });
    expect(groups[2].alertRate.value).toBe(1);
    expect(alertRatio).toBe(0.5);
  });

  test('says nothing about a ratio where nobody is called', () => {
    const [column] = auditFairness({ ...twoGroups(), threshold: 0.95 });
    expect(column).toMatchObject({ alertRatio: null, passesFourFifths: null });
    expect(column.groups[0].precision).toBeNull();
  });
});

test('with and without: a column that the network sees is taken away, one that it does not is added', async () => {
  await openBackend('wasm');
  const table = smallBank(600);
  const quick = { ...config, network: { ...config.network, members: 3, epochs: 8 } };
  const features = { ...quick.features, Age: { ...quick.features.Age, audit: true } };
  const left = readTarget(table, config.target, config.positive, config.missing);
  const split = splitTable(table, left, config);
  const compared = await compareWithAndWithout({
    table,
    config: { ...quick, features },
    split,
    left,
  });
  expect(compared.map(({ column }) => column)).toEqual(['Gender', 'Age', 'Tenure']);
  const [gender, age, tenure] = compared;
  // Age is what tells most in this bank.
  expect(age.with.rocAuc - age.without.rocAuc).toBeGreaterThan(0.05);
  expect(gender.with.rocAuc).toBe(age.with.rocAuc);
  expect(tenure.without.rocAuc).toBe(age.with.rocAuc);
  expect(tenure.with.rocAuc).not.toBe(tenure.without.rocAuc);
});
