import { Option, type Command } from 'commander';
import { BACKEND_CHOICES, type BackendChoice } from '../backend/backend-choice.ts';
import { configFileOf, requireSameConfig, writeConfigFile } from '../config/config-file.ts';
import type { Config } from '../config/config-schema.ts';
import { chooseData, type DataChoices } from '../data/data-choices.ts';
import { readConfig } from '../config/config.ts';
import { describeDrift } from '../data/drift.ts';
import { inferConfig } from '../config/infer-config.ts';
import { createProgressLine } from './progress-line.ts';
import { customersOnBothSides } from '../data/split.ts';
import { readSplit } from '../data/split-file.ts';
import { summarize } from '../report/summary.ts';
import { readTable, type Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';
import { requireReplaceable } from '../artifact/write-artifact.ts';
import { addDataOptions, dataChoices } from './data-options.ts';
import { LARGEST_SEED, wholeNumber } from './options.ts';
import { publish, publishAnyway, type PublishOptions } from './publish.ts';
import { addThresholdOptions, chooseRule, type ThresholdOptions } from './threshold-options.ts';

interface Options extends DataChoices, ThresholdOptions, PublishOptions {
  readonly data: string;
  readonly target?: string;
  readonly config?: string;
  readonly split?: string;
  readonly quick?: true;
  readonly seed?: number;
  readonly backend: BackendChoice;
  readonly folds?: number;
  readonly repeats?: number;
  readonly fairness?: true;
  readonly compareImbalance?: true;
  readonly json?: true;
}

export function addTrain(program: Command, signal: AbortSignal): void {
  const command = program
    .command('train')
    .description('Train a model on a table and write it as one folder.')
    .requiredOption('--data <file>', 'table of customers: CSV, may be gzipped, or Parquet')
    .option('--target <column>', 'column that says who left; needed without --config')
    .option('--config <file>', 'what the columns are and how to train; default: inferred')
    .option('--split <file>', 'JSON with 0-based row indices under train, test and perhaps val')
    .option('--quick', 'one plain network: for a first look, in seconds')
    .option('--seed <number>', 'of everything left to chance', wholeNumber(0, LARGEST_SEED))
    .addOption(
      new Option('--backend <name>', 'what does the arithmetic')
        .choices(BACKEND_CHOICES)
        .default('auto'),
    )
    .option(
      '--folds <number>',
      'first train on so many folds, to see how far figures vary',
      wholeNumber(2, 20),
    )
    .option('--repeats <number>', 'deal the folds so often; goes with --folds', wholeNumber(1, 100))
    .option('--fairness', 'train with and without each audit column, too')
    .option('--compare-imbalance', 'compare class weights, over-sampling and focal loss with none')
    .requiredOption('--out <folder>', 'model folder to write')
    .addOption(publishAnyway())
    .option('--json', 'print the figures as one line of JSON')
    .action((options: Options) => run(options, signal));
  addDataOptions(command);
  addThresholdOptions(command);
}

async function run(options: Options, signal: AbortSignal): Promise<void> {
  const start = performance.now();
  const folds = foldsOf(options);
  const rule = chooseRule(options);
  await requireReplaceable(options.out);
  const table = await readTable(options.data);
  const { config, inferred } = await findConfig(options, table);
  const split = options.split ? await readSplit(options.split, table.rowCount) : undefined;
  const shared = split ? customersOnBothSides(split, table, config) : [];
  if (shared.length > 0) {
    console.error(
      `${options.split} has ${shared.length} values of ${config.split.group} on both sides of test, such as ${shared[0]}: the figures will be too good`,
    );
  }

  // Loading TensorFlow.js takes a while; a mistyped command should not wait for it.
  const { train } = await import('../train.ts');
  const progress = createProgressLine(process.stderr);
  const trained = await train({
    table,
    config: {
      ...config,
      seed: options.seed ?? config.seed,
      threshold: rule ?? config.threshold,
      ...(options.quick && { network: { ...config.network, members: 1 } }),
    },
    split,
    backend: options.backend,
    folds,
    fairness: options.fairness,
    compareImbalance: options.compareImbalance,
    signal,
    onProgress: progress.show,
    onWarning: (warning) => console.error(warning),
  }).finally(progress.end);
  const { report, backend } = trained;
  if (inferred) await writeConfigFile(inferred.file, inferred.yaml);

  if (report.imbalance) console.error(report.imbalance.words);
  if (report.drift) console.error(describeDrift(report.drift));
  await publish(options, trained, signal);
  const seconds = Number(((performance.now() - start) / 1000).toFixed(3));
  const { test, verdict, intervals, decision } = report;
  if (options.json) {
    console.log(JSON.stringify({ model: options.out, backend, seconds, test, verdict }));
  } else {
    console.log(summarize(options.out, test, { seconds, verdict, intervals, decision }));
  }
}

function foldsOf({ folds, repeats }: Options) {
  if (folds !== undefined) return { folds, repeats };
  if (repeats === undefined) return undefined;
  throw new TrainerError('--repeats says how often to deal the folds: it goes with --folds');
}

async function findConfig(
  options: Options,
  table: Table,
): Promise<{ config: Config; inferred?: { file: string; yaml: string } }> {
  if (options.config) {
    const config = chooseData(await readConfig(options.config), dataChoices(options), table);
    if (options.target !== undefined && options.target !== config.target) {
      throw new TrainerError(
        `--target ${options.target} is not the target of ${options.config}, ${config.target}`,
      );
    }
    return { config };
  }
  if (options.target === undefined) {
    throw new TrainerError('--target or --config must say which column tells who left');
  }
  const { config, yaml, notes } = inferConfig(
    table,
    options.target,
    options.out,
    dataChoices(options),
  );
  const file = configFileOf(options.out);
  await requireSameConfig(file, yaml);
  for (const note of notes) console.error(note);
  return { config, inferred: { file, yaml } };
}
