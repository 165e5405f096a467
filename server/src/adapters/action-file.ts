import { readFile } from 'node:fs/promises';
import { ArtifactError, checkActions, type Action, type Schema } from '@churn-card/models';
import { parse, YAMLParseError } from 'yaml';
import { StartupError } from '../errors.ts';

/**
 * Reads the company's list of actions.
 *
 * @returns none where no file is named
 * @throws StartupError naming file, field and value where the list is not right for the model
 */
export async function readActions(file: string | undefined, schema: Schema): Promise<Action[]> {
  if (file === undefined) return [];
  try {
    return checkActions(schema, parse(await readFile(file, 'utf8')), file);
  } catch (error) {
    if (error instanceof ArtifactError) throw new StartupError(error.message);
    if (error instanceof YAMLParseError) throw new StartupError(`${file}: ${error.message}`);
    if (error instanceof Error && 'code' in error) {
      throw new StartupError(`CHURN_CARD_ACTIONS cannot be read: ${error.message}`);
    }
    throw error;
  }
}
