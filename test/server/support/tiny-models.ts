import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tinyArtifact, TINY_SPEC, type ArtifactBytes } from '../../support/tiny-artifact.ts';
import { afterFile } from './after-file.ts';

/** A temporary folder that is gone after the file's tests. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'churn-card-test-'));
  afterFile(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A models folder that holds the tiny model in version 1. */
export async function tinyModels(): Promise<string> {
  const folder = await temporaryFolder();
  await writeModel(folder, 'tiny', '1', tinyArtifact());
  return folder;
}

export async function writeModel(
  folder: string,
  id: string,
  version: string,
  bytes: ArtifactBytes,
): Promise<void> {
  const target = path.join(folder, id, version);
  await mkdir(target, { recursive: true });
  for (const [file, content] of Object.entries(bytes)) {
    await writeFile(path.join(target, file), content);
  }
}

/** The tiny model under another version, with another network if asked. */
export function tinyVersion(version: string, network?: Parameters<typeof tinyArtifact>[1]) {
  return tinyArtifact({ ...TINY_SPEC, version }, network);
}
