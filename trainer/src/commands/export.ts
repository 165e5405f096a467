import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Option, type Command } from 'commander';
import { EXPORT_FORMATS, type ExportFormat } from '../exchange/export-formats.ts';
import { readModel } from '../artifact/model-table.ts';
import { TrainerError } from '../trainer-error.ts';
import { writeFileWhole } from '../write-file.ts';

interface Options {
  readonly model: string;
  readonly format: ExportFormat;
  readonly out: string;
}

export function addExport(program: Command): void {
  program
    .command('export')
    .description('Write a model as a file that other tools open.')
    .requiredOption('--model <folder>', 'model folder')
    .addOption(
      new Option('--format <name>', 'of the file to write')
        .choices(EXPORT_FORMATS)
        .makeOptionMandatory(),
    )
    .requiredOption('--out <path>', 'file to write; for tfjs a folder')
    .addHelpText('after', HELP)
    .action(run);
}

const HELP = `
keras-h5  the network for Keras 2 and 3; what stands before and after it goes into
          NAME.preprocess.json beside it
keras     the same for Keras 3 alone
onnx      all of the model: raw customers in, calibrated probability out
tfjs      the network for TensorFlow.js, in a folder with a preprocess.json

trainer/EXCHANGE.md describes the files.`;

async function run({ model: folder, format, out }: Options): Promise<void> {
  const model = await readModel(folder);
  // HDF5 is a few megabytes of WebAssembly; a mistyped command should not wait for it.
  const { exportFiles } = await import('../exchange/export-files.ts');
  const files = await exportFiles(model, format, out);
  for (const file of files.keys()) requireNoModelFolder(dirname(file));
  for (const [file, content] of files) await writeFileWhole(file, [content]);
  for (const file of files.keys()) console.error(file);
}

/** A model folder with a strange file in it is refused from then on. */
function requireNoModelFolder(folder: string): void {
  if (!existsSync(join(folder, 'manifest.json'))) return;
  throw new TrainerError(`${folder} is a model folder, which must stay as it is: write elsewhere`);
}
