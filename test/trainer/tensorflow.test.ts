import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRow, preprocess, uncalibratedScore } from '@churn-card/models';
import { io, tensor2d, type Tensor } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import { openBackend } from '../../trainer/src/backend/backend.ts';
import { sampleBank, train, writeArtifact } from '../../trainer/src/index.ts';
import { smallBank, smallConfig } from './small-bank.ts';

/** A user of TensorFlow.js who knows nothing of us: the two files, and `tf.loadLayersModel`. */
async function predictInTensorFlow(folder: string, inputs: Float32Array[]): Promise<Float32Array> {
  const { modelTopology, weightsManifest } = JSON.parse(
    await readFile(join(folder, 'model.json'), 'utf8'),
  ) as io.ModelJSON;
  const weights = await readFile(join(folder, 'weights.bin'));
  const model = await loadLayersModel(
    io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0].weights,
      weightData: new Uint8Array(weights).buffer,
    }),
  );
  const output = model.predict(tensor2d(inputs.map((row) => [...row]))) as Tensor;
  return output.data<'float32'>();
}

test('tf.loadLayersModel gives what models gives, on 1,000 customers within 1e-6', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'churn-trainer-tf-'));
  try {
    const config = smallConfig({
      network: { ...smallConfig().network, hidden: [32, 16], epochs: 10 },
    });
    const trained = await train({ table: smallBank(), config, backend: 'wasm' });
    const model = await writeArtifact(join(folder, 'model'), trained.contents);
    const rows = Array.from(sampleBank({ rows: 1000, seed: 77 }), ({ row }) => {
      const checked = checkRow(model.spec.schema, { ...row });
      if (!('row' in checked)) throw new Error(checked.issues[0].message);
      return checked.row;
    });
    await openBackend('cpu');
    const scores = await predictInTensorFlow(
      join(folder, 'model'),
      rows.map((row) => preprocess(model.spec.preprocess, row)),
    );
    const apart = rows.map((row, index) => Math.abs(scores[index] - uncalibratedScore(model, row)));
    expect(apart).toHaveLength(1000);
    expect(Math.max(...apart)).toBeLessThan(1e-6);
    expect(new Set(scores).size).toBeGreaterThan(900);
  } finally {
    await rm(folder, { recursive: true });
  }
});
