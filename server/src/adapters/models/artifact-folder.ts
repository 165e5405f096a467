import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ArtifactFiles } from '@churn-card/models';

/** A model folder on disk. What was read is kept, so that what is served is what was checked. */
export function artifactFolder(
  folder: string,
): ArtifactFiles & { readonly bytes: ReadonlyMap<string, Uint8Array> } {
  const bytes = new Map<string, Uint8Array>();
  return {
    bytes,
    list: () => readdir(folder),
    size: async (file) => (await stat(path.join(folder, file))).size,
    read: async (file) => {
      const content = await readFile(path.join(folder, file));
      bytes.set(file, content);
      return content;
    },
    sha256: async (content) => createHash('sha256').update(content).digest('hex'),
  };
}
