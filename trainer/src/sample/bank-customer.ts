import { normal } from '../random.ts';
import { interpolate, type Point } from './interpolate.ts';

/** The inputs of a bank customer, in the columns of the classic file. */
export interface BankCustomer {
  readonly CreditScore: number;
  readonly Geography: 'France' | 'Germany' | 'Spain';
  readonly Gender: 'Female' | 'Male';
  readonly Age: number;
  readonly Tenure: number;
  readonly Balance: number;
  readonly NumOfProducts: 1 | 2 | 3 | 4;
  readonly HasCrCard: 0 | 1;
  readonly IsActiveMember: 0 | 1;
  readonly EstimatedSalary: number;
}

/** How far a customer is in the middle of life, from 0 to 1: there people switch banks. */
const MIDLIFE: readonly Point[] = [
  [38, 0],
  [50, 1],
  [57, 1],
  [68, 0],
];

/** Draws a customer who never existed: BANK.md has the distributions in words. */
export function drawBankCustomer(random: () => number): BankCustomer {
  const Age = drawAge(random);
  const midlife = interpolate(MIDLIFE, Age);
  const Geography = drawGeography(random, midlife);
  const Balance = drawBalance(random, Geography, midlife);
  return {
    CreditScore: clamp(Math.round(650 + 97 * normal(random)), 350, 850),
    Geography,
    Gender: random() < 0.454 ? 'Female' : 'Male',
    Age,
    Tenure: Math.round(random() * 10),
    Balance,
    NumOfProducts: drawProducts(random, Geography, Balance, midlife),
    HasCrCard: chance(random, 0.705),
    IsActiveMember: chance(random, activeShare(Age)),
    EstimatedSalary: toCents(random() * 200_000),
  };
}

/** Log-normal above 10 years: half of the customers are under 37, one in twenty is over 58. */
function drawAge(random: () => number): number {
  return clamp(Math.round(10 + Math.exp(3.3 + 0.358 * normal(random))), 18, 92);
}

/** Germany: 23 %, and 32 % in midlife. The rest: two in France to one in Spain. */
function drawGeography(random: () => number, midlife: number): BankCustomer['Geography'] {
  const germany = 0.23 + 0.09 * midlife;
  const at = random();
  if (at < germany) return 'Germany';
  return at < germany + ((1 - germany) * 2) / 3 ? 'France' : 'Spain';
}

/** Half of the accounts in France and Spain are empty, fewer in midlife; in Germany none is. */
function drawBalance(
  random: () => number,
  geography: BankCustomer['Geography'],
  midlife: number,
): number {
  if (geography !== 'Germany' && random() < 0.5 - 0.07 * midlife) return 0;
  return toCents(Math.max(3000, 120_000 + 30_000 * normal(random)));
}

/** Two products go with an empty account; three and four are rare, less so in midlife. */
function drawProducts(
  random: () => number,
  geography: BankCustomer['Geography'],
  balance: number,
  midlife: number,
): BankCustomer['NumOfProducts'] {
  const four = 0.002 + 0.016 * midlife;
  const three = 0.016 + 0.04 * midlife;
  const two = balance === 0 ? 0.78 - 0.3 * midlife : geography === 'Germany' ? 0.415 : 0.245;
  const at = random();
  if (at < four) return 4;
  if (at < four + three) return 3;
  return at < four + three + two ? 2 : 1;
}

/** Older customers are more often active: a half up to 50, nine in ten from 76. */
function activeShare(age: number): number {
  return interpolate(ACTIVE_SHARE, age);
}

const ACTIVE_SHARE: readonly Point[] = [
  [50, 0.5],
  [60, 0.68],
  [76, 0.9],
];

function chance(random: () => number, share: number): 0 | 1 {
  return random() < share ? 1 : 0;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

function toCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
