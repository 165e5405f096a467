import type { RequestIssue, Schema } from '@churn-card/models';
import { AppError } from '../../errors.ts';

/** Where the id stands if the caller does not say so. */
export const USUAL_ID_COLUMNS = ['CustomerId', 'customerID', 'customerId', 'id'] as const;

/**
 * Checks a header against the model before a single row is stored: a column that is misspelt
 * would otherwise pass as missing in every row.
 *
 * @returns the name of the id column
 * @throws AppError validation_failed naming every column that does not fit
 */
export function checkColumns(
  schema: Schema,
  columns: readonly string[],
  idColumn: string | undefined,
): string {
  if (columns.length === 0) throw refuse([issue('body', 'not-empty', 'has no rows', '')]);
  const id = idColumn ?? USUAL_ID_COLUMNS.find((name) => columns.includes(name));
  if (id === undefined || !columns.includes(id)) {
    const looked = idColumn ?? USUAL_ID_COLUMNS.join(', ');
    const found = columns.slice(0, 30).join(', ').slice(0, 500);
    throw refuse([
      issue('idColumn', 'id-column', `must be a column of the file (looked for ${looked})`, found),
    ]);
  }
  const known = new Set([
    id,
    ...schema.features.map(({ name }) => name),
    ...schema.ignored.map(({ name }) => name),
  ]);
  const issues = [
    ...columns
      .filter((name) => !known.has(name))
      .map((name) =>
        issue(
          `columns.${shorten(name)}`,
          'unknown-column',
          'is not known to the model',
          shorten(name),
        ),
      ),
    ...columns
      .filter((name, index) => columns.indexOf(name) < index)
      .map((name) =>
        issue(
          `columns.${shorten(name)}`,
          'unique-column',
          'stands twice in the header',
          shorten(name),
        ),
      ),
  ];
  if (issues.length > 0) throw refuse(issues.slice(0, MOST_ISSUES));
  return id;
}

const MOST_ISSUES = 50;

function issue(path: string, rule: string, rest: string, value: string): RequestIssue {
  return { path, rule, message: `${path} ${rest}${value ? `, however: ${value}` : ''}`, value };
}

function refuse(errors: readonly RequestIssue[]): AppError {
  return new AppError(
    'validation_failed',
    errors
      .map(({ message }) => message)
      .join('; ')
      .slice(0, 1000),
    { errors },
  );
}

function shorten(name: string): string {
  return name.slice(0, 100).toWellFormed().replaceAll('\0', '\uFFFD');
}
