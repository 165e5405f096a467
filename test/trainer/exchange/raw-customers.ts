/** Customers as a table has them: cells in words, some empty, some that nobody has seen. */
import { checkRow, type Feature, type Row, type Schema } from '@churn-card/models';
import { sampleBank } from '../../../trainer/src/sample/bank.ts';
import { seededRandom } from '../../../models/src/random.ts';

export type Cells = Readonly<Record<string, string>>;

/** Invented bank customers; of each ten cells one is empty and one is a value nobody has seen. */
export function strangeBankCustomers(schema: Schema, rows: number): Cells[] {
  const random = seededRandom(11);
  return Array.from(sampleBank({ rows, seed: 77 }), ({ row }) => {
    const known: Readonly<Record<string, unknown>> = { ...row };
    const cells = schema.features.map((feature): [string, string] => {
      const chance = random();
      if (chance < 0.1) return [feature.name, ''];
      return [feature.name, chance < 0.2 ? unseen(feature) : String(known[feature.name])];
    });
    return Object.fromEntries(cells);
  });
}

/** @throws where the schema refuses a customer */
export function rowsOf(schema: Schema, customers: readonly Cells[]): Row[] {
  return customers.map((cells) => {
    const checked = checkRow(schema, cells);
    if ('issues' in checked) throw new Error(checked.issues[0].message);
    return checked.row;
  });
}

/** Far outside what training knew, but not what the schema refuses. */
function unseen(feature: Feature): string {
  switch (feature.type) {
    case 'numeric':
      return String(Math.min(feature.max * 2, feature.limits?.max ?? Infinity));
    case 'categorical':
      return 'Atlantis';
    case 'boolean':
      return feature.values[1].value;
  }
}
