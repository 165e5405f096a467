import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { sha256 } from '../artifact/artifact-folder.ts';
import { BACKEND_CHOICES, type BackendChoice } from '../backend/backend-choice.ts';
import { parseConfig } from '../config/config.ts';
import { readText } from '../read-text.ts';
import type { Config } from '../config/config-schema.ts';
import type { DataChoices } from '../data/data-choices.ts';
import { inferConfig } from '../config/infer-config.ts';
import { readSplit } from '../data/split-file.ts';
import { readTable, type Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';
import { mean } from '../statistics/mean.ts';
import { openJournal, type Journal } from '../tune/journal.ts';
import { createLiveTable } from '../tune/live-table.ts';
import { describeSetting } from '../tune/setting.ts';
import type { Budget, Tuned } from '../tune/tune.ts';
import { describeWinner, tunedConfig } from '../tune/tuned-config.ts';
import { writeFileWhole } from '../write-file.ts';
import { addDataOptions, dataChoices } from './data-options.ts';
import { wholeNumber } from './options.ts';

interface Options extends DataChoices {
  readonly data: string;
  readonly target?: string;
  readonly config?: string;
  readonly split?: string;
  readonly trials?: number;
  readonly seconds?: number;
  readonly backend: BackendChoice;
  readonly out: string;
  readonly json?: true;
}

const USUAL_TRIALS = 30;

export function addTune(program: Command, signal: AbortSignal): void {
  const command = program
    .command('tune')
    .description('Search for a better network, and write the configuration to train it with.')
    .requiredOption('--data <file>', 'table of customers: CSV, may be gzipped, or Parquet')
    .option('--target <column>', 'column that says who left; needed without --config')
    .option('--config <file>', 'what the columns are and where to start; default: inferred')
    .option('--split <file>', 'JSON with 0-based row indices under train, test and perhaps val')
    .addOption(
      new Option('--trials <number>', `settings to try; default: ${USUAL_TRIALS}`)
        .argParser(wholeNumber(2, 10_000))
        .conflicts('seconds'),
    )
    .option(
      '--seconds <number>',
      'about how long to search instead, cross-validation included',
      wholeNumber(1, 1_000_000),
    )
    .addOption(
      new Option('--backend <name>', 'what does the arithmetic')
        .choices(BACKEND_CHOICES)
        .default('auto'),
    )
    .requiredOption('--out <file>', 'configuration to write, such as models/mine/1.config.yaml')
    .option('--json', 'print the figures as one line of JSON')
    .addHelpText(
      'after',
      '\nAn interrupted search goes on where it was when the same command is run again, and a finished one\nwhen it is run with more trials. The test part of the table is never looked at.',
    )
    .action((options: Options) => run(options, signal));
  addDataOptions(command);
}

async function run(options: Options, signal: AbortSignal): Promise<void> {
  const start = performance.now();
  const table = await readTable(options.data);
  const { config, yaml, notes } = await findConfig(options, table);
  const split = options.split ? await readSplit(options.split, table.rowCount) : undefined;
  const journalFile = `${options.out}.search.jsonl`;
  const journal = await openJournal(journalFile, { table, config, split });
  try {
    await requireOwnFile(options, journal);
    for (const note of notes) console.error(note);
    if (journal.entries.length > 0) {
      console.error(`going on from ${journal.entries.length} steps in ${journalFile}`);
    }
    const view = createLiveTable(process.stderr, journal.entries);
    const { tune } = await import('../tune/tune.ts');
    const tuned = await tune({
      ...{ table, config, split, signal, backend: options.backend, budget: budgetOf(options) },
      known: journal.entries,
      onEntry: async (entry) => {
        await journal.append(entry);
        view.onEntry(entry);
      },
      onProgress: view.onProgress,
      onWarning: (warning) => console.error(warning),
    });
    const text = tunedConfig(yaml, tuned);
    await journal.append({ what: 'written', sha256: sha256(text) });
    await writeFileWhole(options.out, [text]);
    const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
    console.log(options.json ? toJson(options.out, tuned, seconds) : summarize(options, tuned));
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new TrainerError(`the search is kept in ${journalFile}, and the same command goes on`);
  } finally {
    await journal.close();
  }
}

function budgetOf({ trials, seconds }: Options): Budget {
  return seconds === undefined ? { trials: trials ?? USUAL_TRIALS } : { seconds };
}

async function findConfig(
  options: Options,
  table: Table,
): Promise<{ config: Config; yaml: string; notes: readonly string[] }> {
  const choices = dataChoices(options);
  const given = Object.values(choices).some((choice) => choice !== undefined);
  if (options.config === undefined) {
    if (options.target === undefined) {
      throw new TrainerError('--target or --config must say which column tells who left');
    }
    const model = options.out.replace(/(\.config)?\.ya?ml$/, '');
    return inferConfig(table, options.target, model, choices);
  }
  if (given || options.target !== undefined) {
    throw new TrainerError(
      'the configuration that is written must hold all that is said about the data: with --config, say it there',
    );
  }
  if (resolve(options.config) === resolve(options.out)) {
    throw new TrainerError('--out is --config: the search writes a configuration of its own');
  }
  const yaml = await readText(options.config);
  return { config: parseConfig(yaml, options.config), yaml, notes: [] };
}

/** Before the search takes its time, and lest it replaces what somebody has written. */
async function requireOwnFile({ out }: Options, { written }: Journal): Promise<void> {
  const found = await readFile(out, 'utf8').catch(() => null);
  if (found === null || sha256(found) === written) return;
  throw new TrainerError(
    `${out} is there already, and is not what this search has written: move it away, or write to another --out`,
  );
}

function summarize({ out, data }: Options, tuned: Tuned): string {
  const lines = tuned.finalists.map(({ trial, logLoss, rocAuc, setting }) => {
    const name = trial === 0 ? 'given' : String(trial);
    const figures = `${mean(logLoss).toFixed(4)}  ROC AUC ${mean(rocAuc).toFixed(4)}`;
    return `  ${name.padStart(5)}  log-loss ${figures}  ${describeSetting(setting)}`;
  });
  const next = `train --data ${data} --config ${out} --out FOLDER trains it`;
  return [`${out}: ${describeWinner(tuned)}`, ...lines, next].join('\n');
}

function toJson(out: string, { trial, network, finalists, trials }: Tuned, seconds: number) {
  const { logLoss, rocAuc, gain } = finalists[0];
  const crossValidated = { logLoss: mean(logLoss), rocAuc: mean(rocAuc), gain };
  return JSON.stringify({
    ...{ config: out, seconds, trials: trials.length, trial, network },
    crossValidated,
  });
}
