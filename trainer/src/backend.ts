import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { TrainerError } from './trainer-error.ts';

export const BACKEND_CHOICES = ['auto', 'node', 'wasm', 'cpu'] as const;
export type BackendChoice = (typeof BACKEND_CHOICES)[number];
export type BackendName = Exclude<BackendChoice, 'auto'>;

/**
 * Opens the library that does the arithmetic of training: the native one where it is installed,
 * else WebAssembly, else plain JavaScript. One seed gives the same bytes on one backend.
 *
 * @throws TrainerError where the one asked for cannot be opened
 */
export async function openBackend(choice: BackendChoice): Promise<BackendName> {
  // Otherwise TensorFlow.js prints advice and checks every tensor of every step.
  tf.enableProdMode();
  const order: readonly BackendName[] = choice === 'auto' ? ['node', 'wasm', 'cpu'] : [choice];
  let problem = '';
  for (const name of order) {
    try {
      await OPENERS[name]();
      return name;
    } catch (error) {
      problem = error instanceof Error ? error.message.split('\n')[0] : String(error);
    }
  }
  throw new TrainerError(`--backend ${choice} cannot be opened: ${problem}`);
}

const OPENERS: Readonly<Record<BackendName, () => Promise<void>>> = {
  async node() {
    // An optional dependency: not installed everywhere, so not known to the type checker.
    const name: string = '@tensorflow/tfjs-node';
    await import(name);
    await use('tensorflow');
  },
  async wasm() {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(join(dirname(main), '/'));
    await use('wasm');
  },
  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu');
    await use('cpu');
  },
};

async function use(backend: string): Promise<void> {
  const isSet = await tf.setBackend(backend);
  if (!isSet) throw new Error(`TensorFlow.js has no backend ${backend}`);
  await tf.ready();
}
