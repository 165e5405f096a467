import type { Customer } from './customer.ts';
import { activitiesOf } from './history.ts';
import { profileOf, type Profile } from './profile.ts';

export const COLUMNS = [
  'name',
  'city',
  'products',
  'balance',
  'status',
  'contact',
  'risk',
] as const;
export type Column = (typeof COLUMNS)[number];

/** What the list shows: read from the address, so that every view of it is a link. */
export interface ListQuery {
  readonly search: string;
  readonly sort: Column;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

/** A line of the list. */
export interface ListEntry {
  readonly customer: Customer;
  readonly profile: Profile;
  readonly lastContact: Date;
}

export interface ListPage {
  readonly entries: readonly ListEntry[];
  readonly found: number;
  readonly page: number;
  readonly pages: number;
}

export const PAGE_SIZE = 20;

/** The bank's agents start with those most likely to leave. */
const DEFAULT: ListQuery = { search: '', sort: 'risk', descending: true, page: 1 };

export function readListQuery(parameters: URLSearchParams): ListQuery {
  const sort = COLUMNS.find((column) => column === parameters.get('sort')) ?? DEFAULT.sort;
  const direction = parameters.get('dir');
  return {
    search: (parameters.get('q') ?? '').trim().slice(0, 100),
    sort,
    descending: direction === null ? sort === DEFAULT.sort : direction === 'desc',
    page: Math.max(1, Math.floor(Number(parameters.get('page')) || 1)),
  };
}

export function listAddress(query: ListQuery): string {
  const parameters = new URLSearchParams();
  if (query.search) parameters.set('q', query.search);
  parameters.set('sort', query.sort);
  parameters.set('dir', query.descending ? 'desc' : 'asc');
  if (query.page > 1) parameters.set('page', String(query.page));
  return `/customers?${parameters}`;
}

export function listCustomers(
  customers: readonly Customer[],
  query: ListQuery,
  today: Date,
): ListPage {
  const words = fold(query.search).split(/\s+/);
  const found = customers
    .map((customer) => ({ customer, profile: profileOf(customer) }))
    .filter(({ customer, profile }) => {
      const text = fold(`${profile.name} ${customer.id} ${profile.city}`);
      return words.every((word) => text.includes(word));
    })
    .map((entry) => ({ ...entry, lastContact: activitiesOf(entry.customer, today)[0].at }));
  const sign = query.descending ? -1 : 1;
  found.sort((a, b) => {
    const order = compare(sortKey(query.sort, a), sortKey(query.sort, b));
    // Of equals, the id decides: a page never shows somebody twice.
    return order === 0 ? compare(a.customer.id, b.customer.id) : sign * order;
  });
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(query.page, pages);
  const entries = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return { entries, found: found.length, page, pages };
}

function sortKey(column: Column, { customer, profile, lastContact }: ListEntry): string | number {
  const { fields, risk } = customer;
  switch (column) {
    case 'name':
      return profile.name.split(' ').reverse().join(' ');
    case 'city':
      return profile.city.replace(/^\d+ /, '');
    case 'products':
      return fields.products ?? -1;
    case 'balance':
      return fields.balance ?? -1;
    case 'status':
      return fields.isActive === null ? 2 : Number(!fields.isActive);
    case 'contact':
      return lastContact.getTime();
    case 'risk':
      return risk?.probability ?? -1;
  }
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en');
}

/** Small letters without accents: who types "Muller" finds Müller. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
