import { predict, type Model, type Row } from '@churn-card/models';
import { createHash } from 'node:crypto';
import type { Customer, Score, ScoredCustomer } from './customer.ts';

/** Scores one customer; one who has left, or of whom too little is known, gets no score. */
export function scoreCustomer(model: Model, customer: Customer, scoredAt: Date): ScoredCustomer {
  return { customer, score: scoreOf(model, customer, scoredAt), modelHash: model.hash };
}

/** @returns SHA-256 of the row, hex; the order of its keys does not matter */
export function inputsHash(row: Row): string {
  const canonical = JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(canonical).digest('hex');
}

function scoreOf(model: Model, customer: Customer, scoredAt: Date): Score | null {
  if (customer.status === 'left') return null;
  const { enough, probability, band } = predict(model, customer.features);
  if (!enough) return null;
  return {
    probability,
    band,
    model: model.spec.id,
    modelVersion: model.spec.version,
    modelHash: model.hash,
    inputsHash: inputsHash(customer.features),
    features: customer.features,
    scoredAt,
    dataAsOf: customer.dataAsOf,
  };
}
