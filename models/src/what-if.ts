import { changeRow, type Changes } from './allowed-change.ts';
import { cautionIn, type Caution } from './caution.ts';
import { explainChange, type ScoreChange } from './score-change.ts';
import type { Doubt } from './doubts.ts';
import type { Locale } from './localized.ts';
import type { BandName, Model } from './model.ts';
import { predict } from './predict.ts';
import type { Issue, Row } from './schema.ts';

/** What the model says about a customer who is changed. */
export interface WhatIf {
  /** The customer with the changes. */
  readonly row: Row;
  readonly probability: number;
  readonly band: BandName;
  readonly doubts: readonly Doubt[];
  /** What moved the probability, and by how much: the parts add up to the change. */
  readonly change: ScoreChange;
  readonly caution: Caution;
}

/**
 * Changes a customer within the rules of the schema and scores the result.
 *
 * @returns the answer, or which rules are broken
 */
export function whatIf(
  model: Model,
  row: Row,
  changes: Changes,
  locale: Locale = 'en',
): WhatIf | { readonly issues: readonly Issue[] } {
  const changed = changeRow(model.spec.schema, row, changes);
  if ('issues' in changed) return changed;
  const { probability, band, doubts } = predict(model, changed.row);
  const change = explainChange({ model, row }, { model, row: changed.row });
  return { row: changed.row, probability, band, doubts, change, caution: cautionIn(locale) };
}
