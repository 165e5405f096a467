import { sigmoid } from '@churn-card/models';
import type { BankCustomer } from './bank-customer.ts';
import { interpolate, type Point } from './interpolate.ts';

/** The effect of age on the logit, a straight line between these points. */
const AGE_EFFECT: readonly Point[] = [
  [18, -2.5],
  [30, -2.65],
  [40, -1.7],
  [50, 0.65],
  [57, 2.1],
  [65, 1.6],
  [75, -1],
  [92, -1.6],
];

/** How much of the extra protection of being active counts at this age. */
const OLD: readonly Point[] = [
  [45, 0],
  [60, 1],
];

const PRODUCTS_EFFECT = { 1: 0, 2: -1.4, 3: 3.55, 4: 10 } as const;

/**
 * The true probability that this customer leaves: the one from which the outcome is drawn, and
 * which a network trained on the sample should find. BANK.md has it as an equation.
 */
export function trueProbability(customer: BankCustomer): number {
  const { Age, Balance, NumOfProducts, CreditScore, Tenure } = customer;
  const active = customer.IsActiveMember;
  return sigmoid(
    interpolate(AGE_EFFECT, Age) +
      PRODUCTS_EFFECT[NumOfProducts] +
      (customer.Geography === 'Germany' ? 1.1 : 0) +
      (customer.Gender === 'Female' ? 0.85 : 0) +
      // Being active protects everybody, and most of all the old.
      active * (-0.95 - 2.7 * interpolate(OLD, Age)) +
      (Balance === 0 ? (NumOfProducts === 1 ? 0.8 : -1) : 0) -
      0.055 * ((CreditScore - 650) / 100) -
      0.2 * ((Tenure - 5) / 10),
  );
}
