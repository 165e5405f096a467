import { basename, dirname, extname, join } from 'node:path';
import type { Model } from '@churn-card/models';
import { layersModelJson, weightBytes } from '../artifact/network-files.ts';
import { TrainerError } from '../trainer-error.ts';
import type { ExportFormat } from './export-formats.ts';
import { kerasArchive } from './keras-archive.ts';
import { kerasH5 } from './keras-h5.ts';
import { onnxModel } from './onnx/onnx-model.ts';
import { preprocessFile } from './preprocess-file.ts';

/** Paths with what is to be written there. */
export type ExportedFiles = ReadonlyMap<string, string | Uint8Array>;

/**
 * Puts a model into the files of another tool.
 *
 * @param out the file to write, or the folder where the format is `tfjs`
 * @throws TrainerError where the other tool would not open a file of that name
 */
export async function exportFiles(
  model: Model,
  format: ExportFormat,
  out: string,
): Promise<ExportedFiles> {
  switch (format) {
    case 'keras-h5':
      requireEnding(out, format, ['.h5', '.hdf5']);
      return besideItsPreprocessing(model, out, await kerasH5(model.network));
    case 'keras':
      requireEnding(out, format, ['.keras']);
      return besideItsPreprocessing(model, out, await kerasArchive(model.network));
    case 'onnx':
      requireEnding(out, format, ['.onnx']);
      return new Map([[out, onnxModel(model)]]);
    case 'tfjs':
      return new Map<string, string | Uint8Array>([
        [join(out, 'model.json'), `${JSON.stringify(layersModelJson(model.network), null, 2)}\n`],
        [join(out, 'weights.bin'), weightBytes(model.network)],
        [join(out, 'preprocess.json'), preprocessFile(model)],
      ]);
  }
}

function requireEnding(out: string, format: ExportFormat, endings: readonly string[]): void {
  if (endings.includes(extname(out))) return;
  throw new TrainerError(
    `--out ${out} must end in ${endings.join(' or ')} for ${format}: other tools go by the name`,
  );
}

function besideItsPreprocessing(model: Model, out: string, network: Uint8Array): ExportedFiles {
  const name = basename(out, extname(out));
  return new Map<string, string | Uint8Array>([
    [out, network],
    [join(dirname(out), `${name}.preprocess.json`), preprocessFile(model)],
  ]);
}
