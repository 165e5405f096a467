import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { crmApp } from '../../demo/src/crm/app.ts';
import type { Customer, CustomerBook, CustomerFields } from '../../demo/src/crm/customer.ts';

export const FIELDS: CustomerFields = {
  creditScore: 650,
  country: 'Germany',
  gender: 'Female',
  age: 41,
  tenureYears: 5,
  balance: 1234.56,
  products: 2,
  hasCreditCard: true,
  isActive: true,
  salary: 50_000,
};

export function customer(given: Partial<Customer> = {}): Customer {
  return { id: 'C-1', name: null, fields: FIELDS, risk: null, ...given };
}

/** A book of these customers that remembers what it was asked to save. */
export function bookOf(...customers: Customer[]) {
  const saved: { id: string; inputs: unknown }[] = [];
  const minted: { customerId: string; agentId: string; origin: string }[] = [];
  const book: CustomerBook = {
    list: async () => customers,
    find: async (id) => customers.find((known) => known.id === id) ?? null,
    save: async (id, inputs) => {
      saved.push({ id, inputs });
      return Number(inputs.CreditScore) > 1000 ? ['CreditScore must be at most 1000'] : [];
    },
    mintToken: async (customerId, agentId, origin) => {
      minted.push({ customerId, agentId, origin });
      return { token: `token of ${customerId}`, expiresAt: '2026-01-01T00:05:00Z' };
    },
  };
  return { book, saved, minted };
}

export interface Crm {
  readonly address: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(
    path: string,
    form: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Response>;
}

/** The CRM on a free port until the test ends. */
export async function startCrm(book: CustomerBook): Promise<Crm> {
  const clock = () => new Date('2026-05-04T10:00:00Z');
  const app = crmApp({ book, cardServer: 'http://localhost:8787', clock });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  onTestFinished(() => new Promise((done) => server.close(() => done())));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    get: (path, headers) => fetch(address + path, { headers, redirect: 'manual' }),
    post: (path, form, headers) =>
      fetch(address + path, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers,
        redirect: 'manual',
      }),
  };
}
