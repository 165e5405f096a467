import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TrainerError } from '../trainer-error.ts';
import { writeFileWhole } from '../write-file.ts';

/** Where the configuration of a model stands: `models/mine/1.config.yaml` for `models/mine/1`. */
export function configFileOf(out: string): string {
  const withoutSlash = out.replace(/[/\\]+$/, '');
  return `${withoutSlash === '' ? resolve(out) : withoutSlash}.config.yaml`;
}

/**
 * Looks for a configuration that somebody has worked on, before training takes the time.
 *
 * @throws TrainerError where the file exists and says something else
 */
export async function requireSameConfig(file: string, yaml: string): Promise<void> {
  const found = await readFile(file, 'utf8').catch(() => null);
  if (found === null || found === yaml) return;
  throw new TrainerError(
    `${file} is not what would be inferred from this table, and is left as it is: add --config ${file} to train with it, or move it away to infer a new one`,
  );
}

export async function writeConfigFile(file: string, yaml: string): Promise<void> {
  await requireSameConfig(file, yaml);
  await writeFileWhole(file, [yaml]);
}
