import { configSchema, type Config, type ConfigInput } from '../config/config-schema.ts';
import type { Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';

/** What a command line may say about the data: for those who write no configuration by hand. */
export interface DataChoices {
  readonly positive?: string;
  readonly leaveOut?: readonly string[];
  /** Columns to keep out of the network. */
  readonly drop?: readonly string[];
  /** Columns to use although they seem to tell who left. */
  readonly allow?: readonly string[];
  readonly group?: string;
  readonly time?: string;
  readonly timeFormat?: Config['split']['timeFormat'];
  readonly testFrom?: string;
}

/**
 * A configuration with these choices in it.
 *
 * @throws TrainerError for a column that the table does not have, or a choice that goes with another
 */
export function withChoices<T extends ConfigInput>(
  input: T,
  choices: DataChoices,
  table: Table,
): T {
  const { positive, leaveOut, drop = [], allow = [], group, time, timeFormat, testFrom } = choices;
  const columns = [
    ...drop.map((column) => ['--drop', column]),
    ...allow.map((column) => ['--allow', column]),
    ...(group === undefined ? [] : [['--group', group]]),
    ...(time === undefined ? [] : [['--time', time]]),
  ];
  for (const [flag, column] of columns) requireColumn(table, flag, column);
  for (const column of drop) {
    if (column === input.target) throw new TrainerError(`--drop ${column} is the target`);
  }
  const needTime = { '--time-format': timeFormat, '--test-from': testFrom };
  for (const [flag, given] of Object.entries(needTime)) {
    if (given === undefined || time !== undefined || input.split?.time !== undefined) continue;
    throw new TrainerError(`${flag} goes with --time, which says by what the rows are ordered`);
  }
  const allowed = [...new Set([...(input.allow ?? []), ...allow])].filter(
    (column) => !drop.includes(column),
  );
  const features = { ...input.features };
  for (const column of drop) features[column] = { policy: 'drop', reason: 'dropped with --drop' };
  const split = { ...input.split, ...present({ group, time, timeFormat, testFrom }) };
  return {
    ...input,
    ...present({ positive, leaveOut }),
    features,
    ...((input.allow || allowed.length > 0) && { allow: allowed }),
    ...(Object.keys(split).length > 0 && { split }),
  };
}

/** As `withChoices`, for a configuration that has been read already. */
export function chooseData(config: Config, choices: DataChoices, table: Table): Config {
  return configSchema.parse(withChoices<ConfigInput>(config, choices, table));
}

function requireColumn(table: Table, flag: string, column: string): void {
  if (table.columns.includes(column)) return;
  throw new TrainerError(
    `${flag} ${column}: ${table.file} has no such column, only ${table.columns.join(', ')}`,
  );
}

function present<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
