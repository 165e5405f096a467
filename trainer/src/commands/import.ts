import { readFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { parseChecked } from '../config/checked-yaml.ts';
import { readConfig } from '../config/config.ts';
import { chooseData, type DataChoices } from '../data/data-choices.ts';
import { importConfig, requireSameColumns } from '../exchange/import-config.ts';
import { networkColumns } from '../exchange/network-columns.ts';
import { preprocessFormat } from '../exchange/preprocess-format.ts';
import { createProgressLine } from './progress-line.ts';
import { readSplit } from '../data/split-file.ts';
import { summarize } from '../report/summary.ts';
import { readTable } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';
import { requireReplaceable } from '../artifact/write-artifact.ts';
import { addDataOptions, dataChoices } from './data-options.ts';
import { LARGEST_SEED, wholeNumber } from './options.ts';
import { publish, publishAnyway, type PublishOptions } from './publish.ts';

interface Options extends DataChoices, PublishOptions {
  readonly preprocess: string;
  readonly data: string;
  readonly config?: string;
  readonly split?: string;
  readonly seed?: number;
  readonly json?: true;
}

export function addImport(program: Command, signal: AbortSignal): void {
  const command = program
    .command('import')
    .description('Make a model of a network that was trained in Python.')
    .argument('<file>', 'the network, as Keras saved it')
    .addOption(
      new Option('--format <name>', 'of that file').choices(['keras-h5']).makeOptionMandatory(),
    )
    .requiredOption('--preprocess <file>', 'how a customer becomes its inputs: JSON or YAML')
    .requiredOption('--data <file>', 'table of customers that tells who left')
    .option('--config <file>', 'what the columns are; default: what the preprocess file says')
    .option('--split <file>', 'JSON with 0-based row indices under train, test and perhaps val')
    .option('--seed <number>', 'of everything left to chance', wholeNumber(0, LARGEST_SEED))
    .requiredOption('--out <folder>', 'model folder to write')
    .addOption(publishAnyway())
    .option('--json', 'print the figures as one line of JSON')
    .addHelpText('after', '\ntrainer/EXCHANGE.md describes the preprocess file.')
    .action((file: string, options: Options) => run(file, options, signal));
  addDataOptions(command);
}

async function run(file: string, options: Options, signal: AbortSignal): Promise<void> {
  const start = performance.now();
  await requireReplaceable(options.out);
  const text = new TextDecoder().decode(await readBytes(options.preprocess));
  const described = parseChecked(preprocessFormat, 'the preprocess file', text, options.preprocess);
  const columns = networkColumns(described);
  const bytes = await readBytes(file);
  // HDF5 and TensorFlow.js take a while to load; a mistyped command should not wait for them.
  const { importNetwork } = await import('../exchange/import-network.ts');
  const ready = await importNetwork(bytes, file, columns);

  const table = await readTable(options.data);
  const said = options.config
    ? await readConfig(options.config)
    : importConfig(described, table, options.out);
  const config = chooseData(said, dataChoices(options), table);
  requireSameColumns(config, columns);
  const split = options.split ? await readSplit(options.split, table.rowCount) : undefined;
  if (!split) {
    console.error(
      'without --split some customers of the test part may be ones that the network was trained on: the figures are then too good',
    );
  }

  const { train } = await import('../train.ts');
  const progress = createProgressLine(process.stderr);
  const trained = await train({
    table,
    config: { ...config, seed: options.seed ?? config.seed },
    split,
    ready,
    signal,
    onProgress: progress.show,
    onWarning: (warning) => console.error(warning),
  }).finally(progress.end);
  await publish(options, trained, signal);
  const { report } = trained;

  const seconds = Number(((performance.now() - start) / 1000).toFixed(3));
  if (options.json) {
    console.log(JSON.stringify({ model: options.out, seconds, test: report.test }));
  } else {
    console.log(summarize(options.out, report.test, { seconds, ...report }));
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TrainerError(`${file} cannot be read: ${reason}`);
  }
}
