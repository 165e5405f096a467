import { Argument, type Command } from 'commander';
import { csvLine } from '../table/csv-line.ts';
import { BANK_COLUMNS, sampleBank } from '../sample/bank.ts';
import { writeFileWhole } from '../write-file.ts';
import { wholeNumber } from './options.ts';

interface Options {
  readonly rows: number;
  readonly seed: number;
  readonly out: string;
  readonly truth?: string;
}

export function addSample(program: Command): void {
  program
    .command('sample')
    .description('Write a synthetic table whose customers are invented.')
    .addArgument(new Argument('<kind>', 'what the customers are of').choices(['bank']))
    .requiredOption('--rows <number>', 'how many customers', wholeNumber(1, 10_000_000))
    .option(
      '--seed <number>',
      'the same seed gives the same table',
      wholeNumber(0, 4_294_967_295),
      1,
    )
    .requiredOption('--out <file>', 'CSV to write')
    .option('--truth <file>', 'CSV for the true probability of each customer')
    .action((_kind: string, options: Options) => run(options));
}

async function run({ rows, seed, out, truth }: Options): Promise<void> {
  await writeFileWhole(out, tableLines(rows, seed));
  if (truth) await writeFileWhole(truth, truthLines(rows, seed));
  console.error(`${out}: ${rows} invented customers, seed ${seed}`);
}

function* tableLines(rows: number, seed: number): Generator<string> {
  yield csvLine(BANK_COLUMNS, ',');
  for (const { row } of sampleBank({ rows, seed })) {
    yield csvLine(
      BANK_COLUMNS.map((column) => String(row[column])),
      ',',
    );
  }
}

function* truthLines(rows: number, seed: number): Generator<string> {
  yield csvLine(['CustomerId', 'true_probability'], ',');
  for (const { row, trueProbability } of sampleBank({ rows, seed })) {
    yield csvLine([String(row.CustomerId), String(trueProbability)], ',');
  }
}
