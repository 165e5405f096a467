import { parseChecked } from './checked-yaml.ts';
import { configSchema, type Config } from './config-schema.ts';
import { readText } from '../read-text.ts';

/** @throws TrainerError naming line and column of the first thing that is wrong */
export async function readConfig(file: string): Promise<Config> {
  return parseConfig(await readText(file), file);
}

/** As `readConfig`, for a text that is already here. */
export function parseConfig(text: string, file: string): Config {
  return parseChecked(configSchema, 'the configuration', text, file);
}
