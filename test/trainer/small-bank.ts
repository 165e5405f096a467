/** An invented bank of a few hundred customers, and a configuration that trains in a second. */
import { parseConfig } from '../../trainer/src/config/config.ts';
import type { Config } from '../../trainer/src/config/config-schema.ts';
import { csvLine } from '../../trainer/src/table/csv-line.ts';
import { BANK_COLUMNS, sampleBank } from '../../trainer/src/sample/bank.ts';
import { parseTable, type Table } from '../../trainer/src/table/table.ts';

export function smallBankCsv(rows = 600): string {
  const lines = Array.from(sampleBank({ rows, seed: 5 }), ({ row }) => {
    const cells = BANK_COLUMNS.map((column) => String(row[column]));
    return csvLine(cells, ',');
  });
  return csvLine(BANK_COLUMNS, ',') + lines.join('');
}

export const smallBank = (rows?: number): Table =>
  parseTable(Buffer.from(smallBankCsv(rows)), 'bank.csv');

export const SMALL_CONFIG = `id: small
title: Small bank
target: Exited
positive: 1
data: synthetic sample
features:
  RowNumber: { policy: drop }
  CustomerId: { policy: drop }
  Surname: { policy: drop, reason: names a person }
  CreditScore: { policy: use, type: numeric }
  Geography: { policy: use, type: categorical }
  Gender: { policy: use-but-never-a-reason, type: categorical }
  Age: { policy: use, type: numeric, unit: years, limits: { min: 0, max: 130 } }
  Tenure: { policy: audit-only, type: numeric }
  Balance: { policy: use, type: numeric }
  NumOfProducts: { policy: use, type: numeric }
  HasCrCard: { policy: use, type: boolean, values: [{ value: 0 }, { value: 1 }] }
  IsActiveMember: { policy: use, type: boolean, values: [{ value: 0 }, { value: 1 }] }
  EstimatedSalary: { policy: drop }
network: { members: 2, hidden: [8, 4], epochs: 6, patience: 3 }
explanation: { backgroundRows: 8 }
`;

export const smallConfig = (changes: Partial<Config> = {}): Config => ({
  ...parseConfig(SMALL_CONFIG, 'small.yaml'),
  ...changes,
});
