import { readFile } from 'node:fs/promises';
import { parseChecked } from './checked-yaml.ts';
import { configSchema, type Config } from './config-schema.ts';
import { TrainerError } from '../trainer-error.ts';

/** @throws TrainerError naming line and column of the first thing that is wrong */
export async function readConfig(file: string): Promise<Config> {
  return parseConfig(await readText(file), file);
}

/** As `readConfig`, for a text that is already here. */
export function parseConfig(text: string, file: string): Config {
  return parseChecked(configSchema, 'the configuration', text, file);
}

/** @throws TrainerError where the file cannot be read */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TrainerError(`${file} cannot be read: ${reason}`);
  }
}
