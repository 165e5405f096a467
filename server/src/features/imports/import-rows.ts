import { checkRow, type Model } from '@churn-card/models';
import { isCustomerId, type ScoredCustomer } from '../../domain/customer.ts';
import { scoreCustomer } from '../../domain/scoring.ts';
import type { RefusedRow, TableLine } from './imports-ports.ts';

export interface ImportOptions {
  readonly idColumn: string;
  readonly dataAsOf: Date;
}

/** Turns a line into a scored customer, or says why not. */
export function importLine(
  model: Model,
  line: TableLine,
  { idColumn, dataAsOf }: ImportOptions,
  now: Date,
): { readonly entry: ScoredCustomer } | { readonly refused: RefusedRow } {
  if ('problem' in line) return refuse(line, null, line.problem);
  const { [idColumn]: rawId, ...features } = line.record;
  const id =
    typeof rawId === 'number' ? String(rawId) : typeof rawId === 'string' ? rawId.trim() : '';
  if (!isCustomerId(id)) {
    return refuse(line, null, `${idColumn} must be 1 to 128 letters, digits or . _ : @ + -`);
  }
  const checked = checkRow(model.spec.schema, features);
  if ('issues' in checked) {
    return refuse(line, id, checked.issues.map(({ message }) => message).join('; '));
  }
  const customer = {
    id,
    name: null,
    status: 'active' as const,
    features: checked.row,
    dataAsOf,
    updatedAt: now,
  };
  return { entry: scoreCustomer(model, customer, now) };
}

const LONGEST_MESSAGE = 500;

function refuse({ line }: TableLine, customerId: string | null, message: string) {
  const short = message.slice(0, LONGEST_MESSAGE).toWellFormed().replaceAll('\0', '\uFFFD');
  return { refused: { line, customerId, message: short } };
}
