import { Option, type Command } from 'commander';
import { extname } from 'node:path';
import { configSchema, type Config } from '../config/config-schema.ts';
import { TIME_FORMATS } from '../config/split-schema.ts';
import { readConfig } from '../config/config.ts';
import { leaveOutRows } from '../data/leave-out.ts';
import { exploreTable, type ExploreOptions } from '../explore/explore.ts';
import { findThings } from '../explore/findings.ts';
import { explorePage } from '../explore/page/page.ts';
import { readTable, type Table } from '../table/table.ts';
import { inferPositive, readTarget } from '../data/target.ts';
import { TrainerError } from '../trainer-error.ts';
import { writeFileWhole } from '../write-file.ts';
import { collect } from './options.ts';

interface Options {
  readonly data: string;
  readonly target?: string;
  readonly config?: string;
  readonly positive?: string;
  readonly leaveOut?: readonly string[];
  readonly time?: string;
  readonly timeFormat?: Config['split']['timeFormat'];
  readonly out: string;
}

export function addExplore(program: Command): void {
  program
    .command('explore')
    .description('Write a page for looking at a table before modelling.')
    .requiredOption('--data <file>', 'table of customers: CSV, may be gzipped, or Parquet')
    .option('--target <column>', 'column that says who left; without it the page shows the rest')
    .option('--config <file>', 'what the columns are')
    .option('--positive <word>', 'word of the target for "left", or a comparison such as "> 0"')
    .option(
      '--leave-out <word>',
      'leave out the rows whose target is this word; repeatable',
      collect,
    )
    .option('--time <column>', 'date or number: show what changes with it')
    .addOption(new Option('--time-format <format>', 'of that column').choices(TIME_FORMATS))
    .requiredOption('--out <file>', 'page to write, a name that ends in .html')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { data, out } = options;
  if (extname(out) !== '.html') throw new TrainerError(`--out ${out} must end in .html`);
  const page = await makePage(options, await readTable(data));
  await writeFileWhole(out, [page]);
  console.error(`${out}: ${(Buffer.byteLength(page) / 1000).toFixed(0)} kB, opens in a browser`);
}

async function makePage(options: Options, file: Table): Promise<string> {
  const config = options.config === undefined ? null : await readConfig(options.config);
  const time = options.time ?? config?.split.time;
  requireColumns(file, { '--time': time });
  if (options.timeFormat !== undefined && time === undefined) {
    throw new TrainerError('--time-format goes with --time, which names the column');
  }
  const missing = config?.missing ?? configSchema.shape.missing.parse(undefined);
  const { table, ...target } = findTarget(options, config, file, missing);
  if (table.rowCount === 0) throw new TrainerError(`${file.file} has no rows to look at`);
  const exploration = exploreTable({
    table,
    missing,
    features: config?.features,
    ...target,
    time,
    timeFormat:
      options.timeFormat ?? (options.time === undefined ? config?.split.timeFormat : undefined),
  });
  return explorePage(exploration, findThings(exploration));
}

/** The rows to look at, and who of them left where that is known. */
function findTarget(
  options: Options,
  config: Config | null,
  file: Table,
  missing: readonly string[],
): Pick<ExploreOptions, 'table' | 'target' | 'left'> {
  const target = options.target ?? config?.target;
  if (target === undefined) {
    const needing =
      options.positive !== undefined ? '--positive' : options.leaveOut && '--leave-out';
    if (needing) throw new TrainerError(`${needing} goes with --target, which says who left`);
    return { table: file };
  }
  const isOfConfig = config?.target === target;
  const words = options.leaveOut ?? (isOfConfig ? config.leaveOut : []);
  const { table } = leaveOutRows(file, target, words);
  const positive =
    options.positive ??
    (isOfConfig ? config.positive : inferPositive(table, target, missing).positive);
  return { table, target, left: readTarget(table, target, positive, missing) };
}

function requireColumns(table: Table, named: Record<string, string | undefined>): void {
  for (const [flag, column] of Object.entries(named)) {
    if (column === undefined || table.columns.includes(column)) continue;
    throw new TrainerError(
      `${flag} ${column}: ${table.file} has no such column, only ${table.columns.join(', ')}`,
    );
  }
}
