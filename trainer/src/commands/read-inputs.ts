import { checkRow, type Issue, type Model, type Row } from '@churn-card/models';
import { parseJson, readText } from '../read-text.ts';
import { TrainerError } from '../trainer-error.ts';

/**
 * Reads one customer from a JSON file: feature names and values.
 *
 * @throws TrainerError naming file, rule and value of the first thing that is wrong
 */
export async function readInputs(model: Model, file: string): Promise<Row> {
  const json = parseJson(await readText(file), file);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new TrainerError(`${file} must hold an object of feature names and values`);
  }
  const checked = checkRow(model.spec.schema, json as Record<string, unknown>);
  if ('issues' in checked) throw new TrainerError(`${file}: ${firstOf(checked.issues)}`);
  return checked.row;
}

export function firstOf(issues: readonly Issue[]): string {
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return `${issues[0].message}${more}`;
}
