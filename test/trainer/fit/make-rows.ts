import type { Feature, Row } from '@churn-card/models';
import { createRows, type Rows } from '../../../trainer/src/fit/rows.ts';
import { createValues } from '../../../trainer/src/fit/values.ts';

/** Customers by column, from their rows. */
export function makeRows(
  features: readonly Pick<Feature, 'name' | 'type'>[],
  customers: readonly Row[],
): Rows {
  const columns = features.map(({ name, type }) => {
    const values = createValues(type === 'numeric');
    for (const customer of customers) values.push(customer[name]);
    return [name, values] as const;
  });
  return createRows(new Map(columns), customers.length);
}
