import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TrainerError } from './trainer-error.ts';

/** Writes a file whole or not at all: beside it first, onto the disk, then under its name. */
export async function writeFileWhole(
  file: string,
  chunks: Iterable<string | Uint8Array>,
): Promise<void> {
  const writing = `${file}.writing-${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeChunks(writing, chunks);
    await rename(writing, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new TrainerError(`${file} cannot be written: ${error.message}`);
  } finally {
    // Where a file stands in the place of the folder, there is nothing to remove either.
    await rm(writing, { force: true }).catch(() => undefined);
  }
}

async function writeChunks(file: string, chunks: Iterable<string | Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    for (const chunk of gather(chunks)) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const FEWEST_LETTERS = 65_536;

/** Joins lines, so that a long file is not written in a million steps. */
function* gather(chunks: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  let text = '';
  for (const chunk of chunks) {
    if (typeof chunk === 'string') {
      text += chunk;
      if (text.length < FEWEST_LETTERS) continue;
      yield text;
      text = '';
    } else {
      if (text !== '') yield text;
      text = '';
      yield chunk;
    }
  }
  if (text !== '') yield text;
}
