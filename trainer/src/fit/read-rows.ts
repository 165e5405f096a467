import { checkRow, type Feature, type Schema, type Value } from '@churn-card/models';
import type { Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';
import { createRows, type Rows } from './rows.ts';
import { createValues, type Values } from './values.ts';

/**
 * Reads a table with a schema, by column.
 *
 * @throws TrainerError for the first cell of a column that the schema forbids
 */
export function readRows(schema: Schema, table: Table): Rows {
  const columns = schema.features.map((feature): [string, Values] => [
    feature.name,
    readColumn(schema, feature, table),
  ]);
  return createRows(new Map(columns), table.rowCount);
}

function readColumn(schema: Schema, feature: Feature, table: Table): Values {
  const values = createValues(feature.type === 'numeric');
  const read = createReader(schema, feature, table);
  for (let row = 0; row < table.rowCount; row++) {
    values.push(read(table.cell(row, feature.name), row));
  }
  return values;
}

/** So many texts are remembered, because most of them come again and again. */
const MOST_KNOWN = 2 ** 16;

function createReader(
  schema: Schema,
  feature: Feature,
  table: Table,
): (text: string, row: number) => Value {
  const alone: Schema = { ...schema, features: [feature], ignored: [] };
  const known = new Map<string, Value>();
  return (text, row) => {
    const value = known.get(text);
    if (value !== undefined) return value;
    const checked = checkRow(alone, { [feature.name]: text });
    if ('issues' in checked) {
      const [{ path, message }] = checked.issues;
      throw new TrainerError(`${table.file}:${table.line(row)} column ${path}: ${message}`);
    }
    const fresh = checked.row[feature.name];
    if (known.size < MOST_KNOWN) known.set(text, fresh);
    return fresh;
  };
}
