import { randomStream } from '../random.ts';
import { drawBankCustomer, type BankCustomer } from './bank-customer.ts';
import { trueProbability } from './bank-truth.ts';
import { inventSurname } from './surnames.ts';

/** A line of the sample, in the columns and the order of the classic file. */
export interface BankRow extends BankCustomer {
  readonly RowNumber: number;
  readonly CustomerId: number;
  readonly Surname: string;
  readonly Exited: 0 | 1;
}

export const BANK_COLUMNS = [
  'RowNumber',
  'CustomerId',
  'Surname',
  'CreditScore',
  'Geography',
  'Gender',
  'Age',
  'Tenure',
  'Balance',
  'NumOfProducts',
  'HasCrCard',
  'IsActiveMember',
  'EstimatedSalary',
  'Exited',
] as const satisfies readonly (keyof BankRow)[];

export interface SampledBankRow {
  readonly row: BankRow;
  /** The probability from which `Exited` was drawn. */
  readonly trueProbability: number;
}

/** Ids start here and grow by one: nobody's, and easy to tell from a real bank's. */
const FIRST_ID = 90_000_001;

/**
 * A synthetic bank table, for trying things out where no real table may go: customers drawn from
 * written-down distributions, and an outcome drawn from a probability that is known.
 *
 * @param rows how many, at least 1
 * @param seed the same seed gives the same rows; a longer table starts with the shorter one's
 */
export function* sampleBank({
  rows,
  seed,
}: {
  rows: number;
  seed: number;
}): Generator<SampledBankRow> {
  const random = randomStream(seed, 'sample');
  for (let index = 0; index < rows; index++) {
    const customer = drawBankCustomer(random);
    const probability = trueProbability(customer);
    const row: BankRow = {
      RowNumber: index + 1,
      CustomerId: FIRST_ID + index,
      Surname: inventSurname(random),
      ...customer,
      Exited: random() < probability ? 1 : 0,
    };
    yield { row, trueProbability: probability };
  }
}
