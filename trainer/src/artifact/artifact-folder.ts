import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactFiles } from '@churn-card/models';

/** A model folder on disk. */
export function artifactFolder(folder: string): ArtifactFiles {
  return {
    list: () => readdir(folder),
    size: async (file) => (await stat(join(folder, file))).size,
    read: (file) => readFile(join(folder, file)),
    sha256: async (bytes) => sha256(bytes),
  };
}

/** @returns lower-case hex */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
