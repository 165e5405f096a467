import { readFile } from 'node:fs/promises';
import { TrainerError } from './trainer-error.ts';

/** @throws TrainerError where the file cannot be read */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new TrainerError(
      `${file} cannot be read: ${isAbsent ? 'there is no such file' : reasonOf(error)}`,
    );
  }
}

/** @throws TrainerError where the text of the file is not JSON */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TrainerError(`${file} is not JSON: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
