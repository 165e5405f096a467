import { chanceOf } from '../seeded.ts';
import type { Customer } from './customer.ts';
import { daysBefore } from './days.ts';

export const PRODUCTS = ['current', 'savings', 'fixed-deposit', 'investment'] as const;
export type Product = (typeof PRODUCTS)[number];

export interface Account {
  readonly product: Product;
  /** As people know it, with the middle hidden. */
  readonly number: string;
  readonly opened: Date;
  /** In euros; null where the customer's balance is unknown. */
  readonly balance: number | null;
}

/**
 * The accounts behind a customer's record: as many as there are products, with balances that add
 * up to the balance on record, cent by cent.
 *
 * @param today start of a day
 */
export function accountsOf(
  { id, fields }: Pick<Customer, 'id' | 'fields'>,
  today: Date,
): Account[] {
  const count = Math.min(Math.max(fields.products ?? 1, 1), PRODUCTS.length);
  const shares = balanceShares(fields.balance, count, id);
  const joined = customerSince({ id, fields }, today);
  const chance = chanceOf(id, 'accounts');
  return Array.from({ length: count }, (_, index) => {
    const number = `•••• ${chance.whole(1000, 9999)} ${chance.whole(10, 99)}`;
    // Later accounts came somewhere between the first one and today.
    const later = joined.getTime() + chance.next() * (today.getTime() - joined.getTime());
    const opened = index === 0 ? joined : new Date(later);
    return { product: PRODUCTS[index], number, opened, balance: shares && shares[index] };
  });
}

/** @returns the day on which the first account was opened, as the years on record imply */
export function customerSince({ id, fields }: Pick<Customer, 'id' | 'fields'>, today: Date): Date {
  const days = Math.round((fields.tenureYears ?? 0) * 365.25);
  return daysBefore(today, days + chanceOf(id, 'since').whole(20, 340));
}

export const BOOKINGS = ['salary', 'rent', 'groceries', 'insurance', 'transfer', 'card'] as const;

export interface Booking {
  readonly kind: (typeof BOOKINGS)[number];
  readonly on: Date;
  /** In euros; what leaves the account is below 0. */
  readonly amount: number;
}

/** @returns the latest bookings, newest first; an inactive customer has none in recent months */
export function bookingsOf(
  { id, fields }: Pick<Customer, 'id' | 'fields'>,
  today: Date,
): Booking[] {
  const chance = chanceOf(id, 'bookings');
  if (fields.isActive !== true) return [];
  const salary = Math.round((fields.salary ?? 24_000) / 12);
  let days = 0;
  return chance.shuffle([...BOOKINGS, 'card', 'groceries'] as const).map((kind) => {
    days += chance.whole(1, 5);
    const spent = -chance.whole(800, kind === 'rent' ? 120_000 : 24_000) / 100;
    return { kind, on: daysBefore(today, days), amount: kind === 'salary' ? salary : spent };
  });
}

/** @returns [count] in euros; the first account takes what rounding leaves over */
function balanceShares(balance: number | null, count: number, id: string): number[] | null {
  if (balance === null) return null;
  const chance = chanceOf(id, 'shares');
  const weights = Array.from({ length: count }, () => 0.2 + chance.next());
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const cents = Math.round(balance * 100);
  const shares = weights.map((weight) => Math.floor((cents * weight) / sum));
  shares[0] += cents - shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / 100);
}
