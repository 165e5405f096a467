import { checkRow, type Model, type Row } from '@churn-card/models';
import { AppError } from '../errors.ts';

/** The model that scores now. */
export interface ActiveModel {
  /** @throws AppError no_model */
  current(): Model;
}

/**
 * Reads a stored row with the eyes of another model: what it does not know is left out, what it
 * refuses counts as missing. A model change must not lock customers out.
 */
export function adaptRow(model: Model, stored: Row): Row {
  const known = Object.create(null) as Record<string, unknown>;
  for (const { name } of model.spec.schema.features) known[name] = stored[name] ?? null;
  const checked = checkRow(model.spec.schema, known);
  if ('row' in checked) return checked.row;
  for (const { path } of checked.issues) known[path] = null;
  return adaptRow(model, known as Row);
}

/** @throws AppError validation_failed, naming each refused input under `path` */
export function checkFeatures(
  model: Model,
  features: Readonly<Record<string, unknown>>,
  path: string,
): Row {
  const checked = checkRow(model.spec.schema, features);
  if ('row' in checked) return checked.row;
  const [{ message }] = checked.issues;
  throw new AppError('validation_failed', `Not right for the model ${model.spec.id}: ${message}`, {
    errors: checked.issues.map((issue) => ({ ...issue, path: `${path}.${issue.path}` })),
  });
}
