import { parentPort, workerData } from 'node:worker_threads';
import { TrainerError } from '../trainer-error.ts';
import type { KerasAnswer } from './keras-file.ts';
import { readKerasH5 } from './read-keras-h5.ts';

/** The thread of keras-file.ts: bytes in, one answer out. */
const answer: KerasAnswer = await readKerasH5(workerData as Uint8Array).then(
  (network) => ({ network }),
  (error: unknown) => {
    if (error instanceof TrainerError) return { refusal: error.message };
    throw error;
  },
);
parentPort?.postMessage(answer);
