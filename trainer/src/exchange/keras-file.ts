import { Worker } from 'node:worker_threads';
import { TrainerError } from '../trainer-error.ts';
import type { KerasNetwork } from './keras-layer.ts';

/** With what an optimizer keeps beside them, the most weights that models takes fill about this. */
export const MOST_KERAS_BYTES = 64 * 1024 * 1024;

/** Many times what the largest network takes. */
const LIMIT_SECONDS = 20;

/** What a zip begins with, and so a `.keras` file. */
const ZIP = [0x50, 0x4b] as const;

export type KerasAnswer = { readonly network: KerasNetwork } | { readonly refusal: string };

/**
 * Reads the network of a `.h5` file in a thread of its own: one wrong byte can send the C library
 * of HDF5 round in a circle, and then somebody has to end it.
 *
 * @throws TrainerError naming the file and what is wrong with it
 */
export async function readKerasFile(
  bytes: Uint8Array,
  file: string,
  limitSeconds = LIMIT_SECONDS,
): Promise<KerasNetwork> {
  if (bytes.length > MOST_KERAS_BYTES) {
    throw new TrainerError(
      `${file} has ${bytes.length} bytes: a network may have ${MOST_KERAS_BYTES} at most`,
    );
  }
  if (bytes[0] === ZIP[0] && bytes[1] === ZIP[1]) {
    throw new TrainerError(
      `${file} is a .keras file: open it in Keras and save it again, with model.save("NAME.h5")`,
    );
  }
  const answer = await ask(bytes, limitSeconds);
  if ('refusal' in answer) throw new TrainerError(`${file}: ${answer.refusal}`);
  return answer.network;
}

function ask(bytes: Uint8Array, limitSeconds: number): Promise<KerasAnswer> {
  const worker = new Worker(new URL('./keras-worker.ts', import.meta.url), { workerData: bytes });
  return new Promise<KerasAnswer>((resolve) => {
    const refuse = (refusal: string) => resolve({ refusal });
    const late = `it cannot be read as an HDF5 file: no end after ${limitSeconds} seconds`;
    const timer = setTimeout(() => refuse(late), 1000 * limitSeconds);
    worker.once('message', resolve);
    worker.once('error', (error) => refuse(`it cannot be read: ${error.message}`));
    worker.once('exit', () => clearTimeout(timer));
  }).finally(() => worker.terminate());
}
