import { checkRow, type Model, type Row } from '@churn-card/models';
import { AppError } from '../errors.ts';

/** The model that scores now. */
export interface ActiveModel {
  /** @throws AppError no_model */
  current(): Model;
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
