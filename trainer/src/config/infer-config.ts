import { basename, dirname, resolve } from 'node:path';
import { stringify } from 'yaml';
import { labelOfName, namesACustomer } from './column-name.ts';
import { configSchema, type Config, type ConfigInput } from './config-schema.ts';
import { withChoices, type DataChoices } from '../data/data-choices.ts';
import { leaveOutRows } from '../data/leave-out.ts';
import { inferColumn } from './infer-column.ts';
import type { Table } from '../table/table.ts';
import { inferPositive } from '../data/target.ts';
import { TrainerError } from '../trainer-error.ts';

export interface InferredConfig {
  readonly config: Config;
  /** The same as a file for people to edit. */
  readonly yaml: string;
  /** What was left out or guessed, a line each. */
  readonly notes: readonly string[];
}

/**
 * Works out a configuration from a table and the name of its target column.
 *
 * @param out the model folder: `.../<id>/<version>`, or a folder named like the model
 * @param choices what somebody has said about the data; the rest is inferred
 * @throws TrainerError where the target cannot be read or no column is left
 */
export function inferConfig(
  file: Table,
  target: string,
  out: string,
  choices: DataChoices = {},
): InferredConfig {
  const missing = configSchema.shape.missing.parse(undefined);
  const { table } = leaveOutRows(file, target, choices.leaveOut ?? []);
  const { positive, guessed } =
    choices.positive === undefined
      ? inferPositive(table, target, missing)
      : { positive: choices.positive, guessed: false };
  const columns = table.columns.filter((column) => column !== target);
  const features = Object.fromEntries(
    columns.map((column) => [column, inferColumn(column, knownCells(table, column, missing))]),
  );
  const customer = columns.find(namesACustomer);
  const { id, version } = nameModel(out);
  const inferred: ConfigInput = {
    id,
    version,
    title: labelOfName(id),
    target,
    positive,
    horizon: null,
    data: '',
    missing,
    features,
    ...(customer && { split: { group: customer } }),
  };
  const input = withChoices(inferred, choices, table);
  const config = configSchema.parse(input);
  const used = Object.values(config.features).filter(({ policy }) => policy === 'use');
  if (used.length === 0) throw new TrainerError(`${table.file} has no column to learn from`);
  const guess = `the rarer word of ${target}, ${JSON.stringify(positive)}, is taken for "left"`;
  const leftOut = Object.entries(config.features)
    .filter(([, { policy }]) => policy !== 'use')
    .map(([column, { policy, reason }]) => `${column} (${policy}) ${reason}`);
  const afterwards = Object.keys(config.features)
    .filter((column) => config.features[column].knownAfterwards)
    .map((column) => `${column} is taken for known only once a customer has left, by its name`);
  return {
    config,
    yaml: HEAD + stringify(input),
    notes: [...(guessed ? [guess] : []), ...leftOut, ...afterwards],
  };
}

const HEAD = `# Inferred from the table. Edit it and train again with --config.
# Everything that may stand here, with its defaults: trainer/CONFIG.md
`;

function* knownCells(table: Table, column: string, missing: readonly string[]): Generator<string> {
  for (let row = 0; row < table.rowCount; row++) {
    const cell = table.cell(row, column).trim();
    if (cell !== '' && !missing.includes(cell)) yield cell;
  }
}

/** `models/artifacts/mine/2` is version 2 of the model mine. */
export function nameModel(out: string): { id: string; version: string } {
  const name = basename(resolve(out));
  const isVersion = /^v?\d[\w.-]*$/.test(name);
  const id = isVersion ? basename(dirname(resolve(out))) : name;
  const slug = id
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return { id: slug.slice(0, 63) || 'model', version: isVersion ? name : '1' };
}
