import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { BackendChoice, BackendName } from './backend-choice.ts';
import type { LayersModelJson } from '../artifact/network-files.ts';
import { TrainerError } from '../trainer-error.ts';

export const TENSORFLOW_VERSION: string = tf.version_core;

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

/**
 * Loads a written network as any user of TensorFlow.js would and runs it.
 *
 * @param inputs one Float32Array [inputs] a customer
 * @returns scores after and logits before the last layer's sigmoid, both [rows]
 */
export async function runInTensorFlow(
  files: { readonly model: LayersModelJson; readonly weights: Uint8Array<ArrayBuffer> },
  inputs: readonly Float32Array[],
): Promise<{ scores: Float32Array; logits: Float32Array }> {
  const model = await loadLayersModel(
    tf.io.fromMemory({
      modelTopology: files.model.modelTopology,
      weightSpecs: files.model.weightsManifest[0].weights,
      weightData: files.weights.buffer,
    }),
  );
  const outputs = tf.tidy(() => {
    const rows = tf.tensor2d(inputs.map((row) => [...row]));
    const hidden = model.layers.slice(0, -1);
    const last = hidden.reduce<tf.Tensor>((values, layer) => only(layer.apply(values)), rows);
    const [kernel, bias] = model.layers[model.layers.length - 1].getWeights();
    return {
      scores: only(model.predict(rows)).dataSync<'float32'>().slice(),
      logits: tf.add(tf.matMul(last, kernel), bias).dataSync<'float32'>().slice(),
    };
  });
  model.dispose();
  return outputs;
}

function only(output: tf.Tensor | tf.Tensor[] | SymbolicTensor | SymbolicTensor[]): tf.Tensor {
  if (!Array.isArray(output) && 'dataSync' in output) return output;
  throw new Error('a dense network has one output');
}
