import {
  ArtifactError,
  checkRow,
  loadArtifact,
  type Issue,
  type Model,
  type Row,
} from '@churn-card/models';
import { artifactFolder } from './artifact-folder.ts';
import type { Table } from '../table/table.ts';
import { recordAt } from '../table/table-record.ts';
import { TrainerError } from '../trainer-error.ts';

/** @throws TrainerError naming the file and what is wrong with it */
export async function readModel(folder: string): Promise<Model> {
  try {
    return await loadArtifact(artifactFolder(folder));
  } catch (error) {
    if (error instanceof ArtifactError) throw new TrainerError(`${folder}/${error.message}`);
    if (error instanceof Error && 'code' in error) {
      throw new TrainerError(`${folder} cannot be read as a model folder: ${error.message}`);
    }
    throw error;
  }
}

/** A line of a table as the model reads it: a row, or why it cannot be one. */
export type ModelRow = { readonly row: Row } | { readonly issues: readonly Issue[] };

/** Lines of a table, each read when somebody asks for it: there may be millions. */
export interface ModelRows {
  readonly length: number;
  at(index: number): ModelRow;
}

/**
 * Reads each line of a table with the schema of a model.
 *
 * Columns that the model does not know are passed over, and named once; that is safe only since
 * every column it needs must be there, or a misspelt one would count as missing everywhere.
 *
 * @throws TrainerError where a column is missing
 */
export function readModelRows(
  model: Model,
  table: Table,
): { readonly rows: ModelRows; readonly unknown: string[] } {
  const { features, ignored } = model.spec.schema;
  const missing = features.map(({ name }) => name).filter((name) => !table.columns.includes(name));
  if (missing.length > 0) {
    throw new TrainerError(
      `${table.file} has no column ${missing.map((name) => JSON.stringify(name)).join(', ')}, which the model needs`,
    );
  }
  const known = new Set([...features, ...ignored].map(({ name }) => name));
  const needed = features.map(({ name }) => name);
  const rows: ModelRows = {
    length: table.rowCount,
    at: (row) => checkRow(model.spec.schema, recordAt(table, row, needed)),
  };
  return { rows, unknown: table.columns.filter((column) => !known.has(column)) };
}

/** One line that says where a row is wrong and how. */
export function describeIssues(table: Table, index: number, issues: readonly Issue[]): string {
  const messages = issues.map(({ message }) => message).join('; ');
  return `${table.file}:${table.line(index)} ${messages}`;
}
