import type { CustomerFields } from './customer.ts';

/** A value as the churn server takes it. A text that is no number is left for it to refuse. */
export type Input = number | string | boolean | null;
export type Inputs = Readonly<Record<string, Input>>;

/** Which field of the CRM is which input of the model: the one thing every CRM has to write down. */
export const FIELD_MAP: Readonly<Record<keyof CustomerFields, string>> = {
  creditScore: 'CreditScore',
  country: 'Geography',
  gender: 'Gender',
  age: 'Age',
  tenureYears: 'Tenure',
  balance: 'Balance',
  products: 'NumOfProducts',
  hasCreditCard: 'HasCrCard',
  isActive: 'IsActiveMember',
  salary: 'EstimatedSalary',
};

export function fieldsOf(inputs: Inputs): CustomerFields {
  const number = (field: keyof CustomerFields) => numberOf(inputs[FIELD_MAP[field]]);
  const text = (field: keyof CustomerFields) => textOf(inputs[FIELD_MAP[field]]);
  const flag = (field: keyof CustomerFields) => flagOf(inputs[FIELD_MAP[field]]);
  return {
    creditScore: number('creditScore'),
    country: text('country'),
    gender: text('gender'),
    age: number('age'),
    tenureYears: number('tenureYears'),
    balance: number('balance'),
    products: number('products'),
    hasCreditCard: flag('hasCreditCard'),
    isActive: flag('isActive'),
    salary: number('salary'),
  };
}

/** The way back: what the CRM knows, in the words of the churn server. */
export function inputsOf(fields: CustomerFields): Inputs {
  const names = Object.keys(FIELD_MAP) as (keyof CustomerFields)[];
  return Object.fromEntries(names.map((field) => [FIELD_MAP[field], fields[field]]));
}

function numberOf(input: Input | undefined): number | null {
  return typeof input === 'number' ? input : null;
}

function textOf(input: Input | undefined): string | null {
  return typeof input === 'string' ? input : null;
}

function flagOf(input: Input | undefined): boolean | null {
  if (typeof input === 'boolean') return input;
  return input === 0 || input === 1 ? input === 1 : null;
}
