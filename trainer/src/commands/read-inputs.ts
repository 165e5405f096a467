import { readFile } from 'node:fs/promises';
import { checkRow, type Issue, type Model, type Row } from '@churn-card/models';
import { TrainerError } from '../trainer-error.ts';

/** @throws TrainerError where the file cannot be read */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = isAbsent ? 'there is no such file' : String(error);
    throw new TrainerError(`${file} cannot be read: ${reason}`);
  }
}

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

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TrainerError(`${file} is no JSON: ${reason}`);
  }
}
