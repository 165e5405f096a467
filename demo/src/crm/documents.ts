import { customerSince } from './accounts.ts';
import type { Customer } from './customer.ts';

export const DOCUMENT_KINDS = [
  'identity',
  'agreement',
  'savings-agreement',
  'card-terms',
  'statement',
  'tax-certificate',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export interface Document {
  /** Position in its customer's list, from 1: the last part of its address. */
  readonly number: number;
  readonly kind: DocumentKind;
  /** The year it is about, for yearly ones. */
  readonly year: number | null;
  readonly date: Date;
}

/** @returns the customer's papers, newest first, as the record implies them */
export function documentsOf(
  { id, fields }: Pick<Customer, 'id' | 'fields'>,
  today: Date,
): Document[] {
  const year = today.getUTCFullYear();
  const joined = customerSince({ id, fields }, today);
  const papers: Omit<Document, 'number'>[] = [];
  for (const past of [year - 1, year - 2]) {
    if (past < joined.getUTCFullYear()) continue;
    const date = new Date(Date.UTC(past + 1, 0, 12));
    papers.push(
      { kind: 'statement', year: past, date },
      { kind: 'tax-certificate', year: past, date },
    );
  }
  if (fields.hasCreditCard) papers.push({ kind: 'card-terms', year: null, date: joined });
  if ((fields.products ?? 1) > 1)
    papers.push({ kind: 'savings-agreement', year: null, date: joined });
  papers.push({ kind: 'agreement', year: null, date: joined });
  papers.push({ kind: 'identity', year: null, date: joined });
  return papers.map((paper, index) => ({ ...paper, number: index + 1 }));
}
