import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ARTIFACT_FILES, formatManifest, loadArtifact, type Model } from '@churn-card/models';
import type { ArtifactContents } from './artifact-contents.ts';
import { artifactFolder, sha256 } from './artifact-folder.ts';
import { TrainerError } from '../trainer-error.ts';

/**
 * Writes a model folder, or nothing: into a folder beside it first, onto the disk, back through
 * every check of `loadArtifact`, and only then under its name. A model folder that stood there is
 * replaced by two renames.
 *
 * @throws TrainerError where something else than a model folder is in the way, or the disk is full
 */
export async function writeArtifact(
  folder: string,
  contents: ArtifactContents,
  signal?: AbortSignal,
): Promise<Model> {
  const target = resolve(folder);
  await requireReplaceable(target);
  const writing = join(dirname(target), `.${basename(target)}.writing-${randomUUID()}`);
  try {
    await mkdir(writing, { recursive: true });
    for (const [file, bytes] of Object.entries(withManifest(contents))) {
      await writeDurably(join(writing, file), bytes);
    }
    await syncFolder(writing);
    const model = await loadArtifact(artifactFolder(writing));
    signal?.throwIfAborted();
    await moveInto(writing, target);
    return model;
  } catch (error) {
    // Of the file system, such as a full disk; everything else says itself what is wrong.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new TrainerError(`${folder} cannot be written: ${error.message}`);
  } finally {
    await rm(writing, { recursive: true, force: true });
  }
}

/** @throws TrainerError where the folder holds anything but a model */
export async function requireReplaceable(folder: string): Promise<void> {
  let files: string[];
  try {
    files = await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw new TrainerError(`${folder} is in the way: it is not a folder`);
  }
  const known: readonly string[] = ['manifest.json', ...ARTIFACT_FILES];
  const strange = files.find((file) => !known.includes(file));
  if (strange === undefined) return;
  throw new TrainerError(
    `${folder} is in the way: it holds ${JSON.stringify(strange)}, so it is not a model folder and is left as it is`,
  );
}

function withManifest(contents: ArtifactContents): Record<string, Uint8Array> {
  const files = ARTIFACT_FILES.map((file) => ({
    file,
    size: contents[file].length,
    sha256: sha256(contents[file]),
  }));
  const manifest = formatManifest({ formatVersion: 1, files });
  return { ...contents, 'manifest.json': new TextEncoder().encode(manifest) };
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function moveInto(writing: string, target: string): Promise<void> {
  const before = `${writing}.before`;
  const hadOne = await rename(target, before).then(
    () => true,
    () => false,
  );
  try {
    await rename(writing, target);
  } catch (error) {
    if (hadOne) await rename(before, target);
    throw error;
  }
  await rm(before, { recursive: true, force: true });
  await syncFolder(dirname(target));
}
