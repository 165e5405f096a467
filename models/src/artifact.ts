import { ArtifactError } from './artifact-error.ts';
import { array, number, object, oneOf, parseJson, text, type Check } from './closed-json.ts';
import { checkGolden } from './golden.ts';
import {
  ARTIFACT_FILES,
  formatManifest,
  MAX_FILE_BYTES,
  type ArtifactFile,
  type Manifest,
  type ManifestEntry,
} from './manifest.ts';
import type { Model } from './model.ts';
import { checkNetworkShape, readNetwork } from './network-format.ts';
import { checkConsistency } from './spec-consistency.ts';
import { checkSpec } from './spec-check.ts';

/** Where a model folder is read from: a disk, an upload, a server. */
export interface ArtifactFiles {
  /** Names of all files in the folder, where that can be known. */
  list?(): Promise<readonly string[]>;
  /** Bytes, without reading the file. Rejects where there is no such file. */
  size(file: string): Promise<number>;
  read(file: string): Promise<Uint8Array>;
  /** Lower-case hex. */
  sha256(bytes: Uint8Array): Promise<string>;
}

/**
 * Loads a model folder, or refuses it: an artifact is data that a stranger may have written.
 *
 * In this order, so that nothing is allocated on a promise: the manifest, the size of every file,
 * then each file's bytes against its hash, closed schemas, the network's shape, the weights, and
 * at last the golden rows, which only a network that computes what TensorFlow.js did can pass.
 *
 * @throws ArtifactError with code, file, field, expected and found
 */
export async function loadArtifact(files: ArtifactFiles): Promise<Model> {
  const manifestBytes = await readChecked(files, 'manifest.json', MAX_FILE_BYTES['manifest.json']);
  const manifest = readManifest(manifestBytes);
  await checkFileList(files);
  for (const entry of manifest.files) await checkSize(files, entry);
  const read = (file: ArtifactFile) => readEntry(files, manifest, file);

  const spec = checkSpec(parseJson(await read('churn.json'), 'churn.json'), {
    file: 'churn.json',
    field: '',
  });
  const inputs = checkConsistency(spec);
  const shape = checkNetworkShape(parseJson(await read('model.json'), 'model.json'), inputs);
  const network = readNetwork(shape, await read('weights.bin'));
  const model: Model = { spec, network, hash: await files.sha256(manifestBytes) };
  checkGolden(model, await read('golden.jsonl'));
  // Never interpreted here, but shown to people: their bytes count too.
  parseJson(await read('report.json'), 'report.json');
  await read('report.html');
  await read('CARD.md');
  return model;
}

const checkManifest: Check<Manifest> = object<Manifest>({
  formatVersion: oneOf(1),
  files: array(
    object<ManifestEntry>({
      file: oneOf(...ARTIFACT_FILES),
      size: number({ min: 0, integer: true }),
      sha256: text({ max: 64, pattern: /^[0-9a-f]{64}$/ }),
    }),
    { min: ARTIFACT_FILES.length, max: ARTIFACT_FILES.length },
  ),
});

function readManifest(bytes: Uint8Array): Manifest {
  const at = { file: 'manifest.json', field: '' };
  const manifest = checkManifest(parseJson(bytes, at.file), at);
  manifest.files.forEach(({ file }, index) => {
    if (file !== ARTIFACT_FILES[index]) {
      const field = `files[${index}].file`;
      throw new ArtifactError('manifest-form', { ...at, field }, ARTIFACT_FILES[index], file);
    }
  });
  const written = formatManifest(manifest);
  const isCanonical =
    written.length === bytes.length && bytes.every((byte, i) => byte === written.charCodeAt(i));
  if (!isCanonical) {
    throw new ArtifactError('manifest-form', at, 'written in the one way there is', 'other bytes');
  }
  return manifest;
}

async function checkFileList(files: ArtifactFiles): Promise<void> {
  const listed = await files.list?.();
  const known: readonly string[] = ['manifest.json', ...ARTIFACT_FILES];
  const extra = listed?.find((file) => !known.includes(file));
  if (extra !== undefined) {
    throw new ArtifactError('file-unexpected', { file: extra, field: '' }, 'absent', 'present');
  }
}

async function checkSize(files: ArtifactFiles, { file, size }: ManifestEntry): Promise<void> {
  const found = await sizeOf(files, file, MAX_FILE_BYTES[file]);
  if (found !== size) {
    throw new ArtifactError('file-size', { file, field: '' }, `${size} bytes`, String(found));
  }
}

async function sizeOf(files: ArtifactFiles, file: string, maxBytes: number): Promise<number> {
  const at = { file, field: '' };
  const size = await files.size(file).catch(() => {
    throw new ArtifactError('file-missing', at, 'in the folder', 'nothing');
  });
  if (size > maxBytes) {
    throw new ArtifactError('file-too-large', at, `at most ${maxBytes} bytes`, String(size));
  }
  return size;
}

async function readChecked(
  files: ArtifactFiles,
  file: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const size = await sizeOf(files, file, maxBytes);
  const bytes = await files.read(file);
  if (bytes.length !== size) {
    throw new ArtifactError(
      'file-size',
      { file, field: '' },
      `${size} bytes`,
      String(bytes.length),
    );
  }
  return bytes;
}

async function readEntry(
  files: ArtifactFiles,
  manifest: Manifest,
  file: ArtifactFile,
): Promise<Uint8Array> {
  const bytes = await readChecked(files, file, MAX_FILE_BYTES[file]);
  const expected = manifest.files.find((entry) => entry.file === file)?.sha256 ?? '';
  const found = await files.sha256(bytes);
  if (found !== expected) {
    throw new ArtifactError('file-hash', { file, field: '' }, `sha256 ${expected}`, found);
  }
  return bytes;
}
