import { expect, test } from 'vitest';
import type { Customer } from '../../demo/src/crm/customer.ts';
import {
  listAddress,
  listCustomers,
  PAGE_SIZE,
  readListQuery,
} from '../../demo/src/crm/list-query.ts';
import { customer, FIELDS } from './crm.ts';

const TODAY = new Date('2026-05-04T00:00:00Z');

function names(customers: readonly Customer[], query: string): string[] {
  const list = listCustomers(customers, readListQuery(new URLSearchParams(query)), TODAY);
  return list.entries.map(({ profile }) => profile.name);
}

const BOOK = [
  customer({ id: 'C-1', name: 'Jürgen Zahn', risk: { probability: 0.2, band: 'low' } }),
  customer({ id: 'C-2', name: 'Ada Meyer', risk: null }),
  customer({
    id: 'C-3',
    name: 'Bo Åkesson',
    risk: { probability: 0.9, band: 'high' },
    fields: { ...FIELDS, products: null },
  }),
];

test.each([
  ['the likeliest to leave come first, those without a score last', '', 'Bo Jürgen Ada'],
  ['names go by the last word', 'sort=name', 'Bo Ada Jürgen'],
  ['the other way round on request', 'sort=name&dir=desc', 'Jürgen Ada Bo'],
  ['an unknown number counts least', 'sort=products', 'Bo Jürgen Ada'],
  ['a search forgives missing accents', 'q=jurgen', 'Jürgen'],
  ['a search finds numbers', 'q=c-3', 'Bo'],
  ['all words must fit', 'q=bo+zahn', ''],
  ['an unknown column is the usual order', 'sort=shoe', 'Bo Jürgen Ada'],
])('%s', (_sentence, query, expected) => {
  const first = names(BOOK, query).map((name) => name.split(' ')[0]);
  expect(first.join(' ')).toBe(expected);
});

test('pages hold everybody once, in every order', () => {
  const many = Array.from({ length: 3 * PAGE_SIZE - 5 }, (_, index) =>
    customer({ id: `C-${index}` }),
  );
  for (const sort of ['status', 'risk', 'city', 'contact']) {
    const seen = [1, 2, 3].flatMap((page) => {
      const query = readListQuery(new URLSearchParams({ sort, page: String(page) }));
      return listCustomers(many, query, TODAY).entries.map((entry) => entry.customer.id);
    });
    expect(new Set(seen).size).toBe(many.length);
    expect(seen.length).toBe(many.length);
  }
});

test('a page beyond the last is the last', () => {
  const query = readListQuery(new URLSearchParams('page=99'));
  expect(listCustomers(BOOK, query, TODAY)).toMatchObject({ page: 1, pages: 1, found: 3 });
});

test('an address holds all that the list shows', () => {
  const query = { search: 'a b&c', sort: 'balance', descending: true, page: 3 } as const;
  expect(readListQuery(new URL(listAddress(query), 'http://x').searchParams)).toEqual(query);
});
