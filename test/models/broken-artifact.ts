import { ArtifactError, loadArtifact, type ArtifactFile } from '@churn-card/models';
import {
  inMemory,
  json,
  sealed,
  tinyArtifact,
  type ArtifactBytes,
} from '../support/tiny-artifact.ts';

export const good = tinyArtifact();

export async function refusalOf(
  bytes: Readonly<Record<string, Uint8Array>>,
): Promise<ArtifactError> {
  const refused = await loadArtifact(inMemory(bytes)).then(
    () => new Error('the folder was accepted'),
    (error: unknown) => error,
  );
  if (refused instanceof ArtifactError) return refused;
  throw refused;
}

/** The folder with one file changed and hashes that fit again, as a careful forger would do it. */
export function forged(file: ArtifactFile, bytes: Uint8Array): ArtifactBytes {
  return sealed({ ...good, [file]: bytes });
}

/** The folder with one value of a JSON file changed. */
export function edited(file: ArtifactFile, path: readonly (string | number)[], value: unknown) {
  const content = JSON.parse(new TextDecoder().decode(good[file]));
  const parent = path.slice(0, -1).reduce((node, key) => node[key], content);
  const key = path[path.length - 1];
  if (value === undefined) delete parent[key];
  else parent[key] = value;
  return forged(file, json(content));
}
