import type { BOOKINGS, Product } from './accounts.ts';
import type { Band, CustomerFields } from './customer.ts';
import type { DocumentKind } from './documents.ts';
import type { ActivityKind } from './history.ts';
import { german } from './texts-de.ts';
import { english } from './texts-en.ts';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Every word of the CRM, once a language; a missing one does not compile. */
export interface Texts {
  readonly customers: string;
  readonly tasks: string;
  readonly search: string;
  readonly searchHint: string;
  readonly skip: string;
  readonly path: string;
  readonly language: string;
  readonly theme: Readonly<Record<Theme, string>>;
  readonly customerCount: (shown: number, all: number) => string;
  readonly nobodyFound: (query: string) => string;
  readonly allCustomers: string;
  readonly page: (page: number, pages: number) => string;
  readonly previous: string;
  readonly next: string;
  readonly columns: Readonly<
    Record<'name' | 'city' | 'products' | 'balance' | 'status' | 'contact' | 'risk', string>
  >;
  readonly sortedBy: (column: string) => string;
  readonly active: string;
  readonly inactive: string;
  readonly unknown: string;
  readonly bands: Readonly<Record<Band, string>>;
  readonly noScore: string;
  readonly customerNumber: (id: string) => string;
  readonly since: (year: number) => string;
  readonly tabs: Readonly<Record<'overview' | 'accounts' | 'activities' | 'documents', string>>;
  readonly sideColumn: string;
  readonly fallback: string;
  readonly edit: string;
  readonly call: string;
  readonly email: string;
  readonly overview: Readonly<Record<OverviewWord, string>>;
  readonly years: (years: number) => string;
  readonly fields: Readonly<Record<keyof CustomerFields, string>>;
  readonly genders: Readonly<Record<string, string>>;
  readonly countries: Readonly<Record<string, string>>;
  readonly yes: string;
  readonly no: string;
  readonly accounts: Readonly<
    Record<'account' | 'opened' | 'balance' | 'total' | 'bookings' | 'noBookings', string>
  >;
  readonly products: Readonly<Record<Product, string>>;
  readonly creditCard: string;
  readonly bookings: Readonly<Record<(typeof BOOKINGS)[number], string>>;
  readonly activityKinds: Readonly<Record<ActivityKind, string>>;
  /** SUBJECTS_PER_KIND each. */
  readonly subjects: Readonly<Record<ActivityKind, readonly string[]>>;
  readonly by: (name: string) => string;
  /** TASK_SUBJECTS of them. */
  readonly taskSubjects: readonly string[];
  readonly tasksIntro: string;
  readonly documentKinds: Readonly<Record<DocumentKind, string>>;
  readonly documentTexts: Readonly<Record<DocumentKind, string>>;
  readonly document: Readonly<Record<'name' | 'date' | 'open' | 'back' | 'sample', string>>;
  readonly form: Readonly<
    Record<'title' | 'intro' | 'save' | 'cancel' | 'saved' | 'refused' | 'choose', string>
  >;
  readonly problems: Readonly<
    Record<'notFound' | 'notFoundText' | 'noServer' | 'noServerText' | 'back', string>
  >;
}

type OverviewWord =
  | ('balance' | 'products' | 'tenure' | 'lastContact' | 'personal' | 'contact')
  | ('phone' | 'emailAddress' | 'address' | 'manager' | 'nextTask' | 'noTask')
  | ('recent' | 'seeAll' | 'due');

export const TEXTS: Readonly<Record<Language, Texts>> = { en: english, de: german };
