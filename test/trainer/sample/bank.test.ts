import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  BANK_COLUMNS,
  sampleBank,
  type BankRow,
  type SampledBankRow,
} from '../../../trainer/src/sample/bank.ts';
import { trueProbability } from '../../../trainer/src/sample/bank-truth.ts';
import { publicTable } from '../../support/public-table.ts';

const sample = [...sampleBank({ rows: 100_000, seed: 11 })];

function churnRate(where: (row: BankRow) => boolean): number {
  const rows = sample.filter(({ row }) => where(row));
  return rows.reduce((left, { row }) => left + row.Exited, 0) / rows.length;
}

function share(where: (row: BankRow) => boolean): number {
  return sample.filter(({ row }) => where(row)).length / sample.length;
}

// The classic file's figures, each counted there over so many customers: so far they are uncertain
// themselves, and the sample may not be off by more than one standard error.
test.each<[string, number, number, (row: BankRow) => boolean]>([
  ['all customers', 0.204, 10_000, () => true],
  ['customers in Germany', 0.32, 2500, (row) => row.Geography === 'Germany'],
  ['customers elsewhere', 0.163, 7500, (row) => row.Geography !== 'Germany'],
  ['customers with one product', 0.277, 5100, (row) => row.NumOfProducts === 1],
  ['customers with two products', 0.076, 4600, (row) => row.NumOfProducts === 2],
  ['customers with three products', 0.827, 270, (row) => row.NumOfProducts === 3],
  ['active customers', 0.143, 5200, (row) => row.IsActiveMember === 1],
  ['inactive customers', 0.269, 4800, (row) => row.IsActiveMember === 0],
  ['women', 0.251, 4500, (row) => row.Gender === 'Female'],
  ['men', 0.165, 5500, (row) => row.Gender === 'Male'],
])('of %s, %f leave', (_name, rate, customers, where) => {
  const standardError = Math.sqrt((rate * (1 - rate)) / customers);
  expect(Math.abs(churnRate(where) - rate)).toBeLessThanOrEqual(standardError);
});

test('with four products next to everybody leaves', () => {
  expect(churnRate((row) => row.NumOfProducts === 4)).toBeGreaterThan(0.99);
});

test.each<[string, number, (row: BankRow) => boolean]>([
  ['have an empty account', 0.36, (row) => row.Balance === 0],
  ['live in Germany', 0.25, (row) => row.Geography === 'Germany'],
  ['live in France', 0.5, (row) => row.Geography === 'France'],
  ['are women', 0.454, (row) => row.Gender === 'Female'],
  ['are active', 0.515, (row) => row.IsActiveMember === 1],
  ['have a credit card', 0.705, (row) => row.HasCrCard === 1],
  ['are under 37', 0.49, (row) => row.Age < 37],
])('as in the classic file, a share of customers %s: %f', (_name, expected, where) => {
  expect(Math.abs(share(where) - expected)).toBeLessThanOrEqual(0.02);
});

test('the risk has a hump between 50 and 60 years', () => {
  const between = (from: number, to: number) => churnRate(({ Age }) => Age >= from && Age < to);
  expect(between(50, 60)).toBeGreaterThan(2 * between(38, 43));
  expect(between(50, 60)).toBeGreaterThan(4 * between(73, 78));
});

test('outcomes are drawn from the true probability: tenth by tenth they agree', () => {
  const ordered = sample.toSorted((a, b) => a.trueProbability - b.trueProbability);
  for (let tenth = 0; tenth < 10; tenth++) {
    const rows = ordered.slice((tenth * ordered.length) / 10, ((tenth + 1) * ordered.length) / 10);
    const mean = (value: (sampled: SampledBankRow) => number) =>
      rows.reduce((sum, sampled) => sum + value(sampled), 0) / rows.length;
    const expected = mean(({ trueProbability }) => trueProbability);
    const standardError = Math.sqrt((expected * (1 - expected)) / rows.length);
    expect(Math.abs(mean(({ row }) => row.Exited) - expected)).toBeLessThan(4 * standardError);
  }
});

test('the true probability follows the written equation', () => {
  // An inactive woman of 57 in Germany with one product and a balance: 2.1 + 1.1 + 0.85.
  const probability = trueProbability({
    CreditScore: 650,
    Geography: 'Germany',
    Gender: 'Female',
    Age: 57,
    Tenure: 5,
    Balance: 1000,
    NumOfProducts: 1,
    HasCrCard: 1,
    IsActiveMember: 0,
    EstimatedSalary: 1,
  });
  expect(probability).toBeCloseTo(1 / (1 + Math.exp(-(2.1 + 1.1 + 0.85))), 12);
});

test('the same seed gives the same rows, another seed others', () => {
  const rows = (seed: number, count = 50) => JSON.stringify([...sampleBank({ rows: count, seed })]);
  expect(rows(1)).toBe(rows(1));
  expect(rows(2)).not.toBe(rows(1));
});

test('a longer table starts with the shorter one', () => {
  const [short, long] = [10, 20].map((rows) => [...sampleBank({ rows, seed: 4 })]);
  expect(long.slice(0, 10)).toEqual(short);
});

test('every row has the columns of the classic file in their order, and an id of its own', () => {
  const columns = new Set(sample.slice(0, 100).map(({ row }) => Object.keys(row).join()));
  expect([...columns]).toEqual([BANK_COLUMNS.join()]);
  expect(new Set(sample.map(({ row }) => row.CustomerId)).size).toBe(sample.length);
});

test('no id and no surname is one of the classic file', (context) => {
  const table = readFileSync(publicTable(context, 'churn-modelling.csv'), 'utf8');
  const real = table.split('\n').map((line) => line.split(','));
  const names = new Set(real.map(([, , surname]) => surname));
  const ids = new Set(real.map(([, id]) => id));
  expect(
    sample.filter(({ row }) => names.has(row.Surname) || ids.has(String(row.CustomerId))),
  ).toEqual([]);
});
