import { strFromU8, unzipSync } from 'fflate';
import { Dataset, type Group } from 'h5wasm';
import { describe, expect, test } from 'vitest';
import { exportFiles } from '../../../trainer/src/exchange/export-files.ts';
import type { ExportFormat } from '../../../trainer/src/exchange/export-formats.ts';
import { readHdf5 } from '../../../trainer/src/exchange/hdf5.ts';
import { layersModelJson, weightBytes } from '../../../trainer/src/artifact/network-files.ts';
import { TINY_NETWORK, TINY_SPEC } from '../../support/tiny-artifact.ts';

const model = { spec: TINY_SPEC, network: TINY_NETWORK, hash: 'a'.repeat(64) };
const [first] = TINY_NETWORK.layers;

async function exported(format: ExportFormat, out: string) {
  const files = await exportFiles(model, format, out);
  return { paths: [...files.keys()], bytes: (path: string) => files.get(path) as Uint8Array };
}

function valuesOf(root: Group, path: string): unknown {
  const found = root.get(path);
  return found instanceof Dataset ? { shape: found.shape, values: found.value } : null;
}

describe('keras-h5', () => {
  test('holds topology and weights where Keras 2 and 3 look for them', async () => {
    const { paths, bytes } = await exported('keras-h5', 'to/tiny.h5');
    expect(paths).toEqual(['to/tiny.h5', 'to/tiny.preprocess.json']);
    await readHdf5(bytes('to/tiny.h5'), (root) => {
      const topology = JSON.parse(root.attrs.model_config.value as string) as object;
      expect(topology).toMatchObject({ class_name: 'Sequential' });
      expect(root.get('model_weights')).toMatchObject({
        attrs: { layer_names: { value: ['dense', 'dense_1'] } },
      });
      const kernel = valuesOf(root, 'model_weights/dense/dense/kernel:0');
      expect(kernel).toEqual({ shape: [8, 3], values: first.kernel });
    });
  });

  test('has what stands before and after the network beside it', async () => {
    const { bytes } = await exported('keras-h5', 'tiny.hdf5');
    const file = JSON.parse(String(bytes('tiny.preprocess.json'))) as object;
    expect(file).toMatchObject({
      format: 'churn-card-preprocess',
      model: { id: 'tiny', version: '1', hash: 'a'.repeat(64) },
      preprocess: TINY_SPEC.preprocess,
      calibration: TINY_SPEC.calibration,
    });
  });
});

test('keras is a zip of a topology and the weights in the places of Keras 3', async () => {
  const { paths, bytes } = await exported('keras', 'tiny.keras');
  expect(paths).toEqual(['tiny.keras', 'tiny.preprocess.json']);
  const files = unzipSync(bytes('tiny.keras'));
  expect(Object.keys(files)).toEqual(['metadata.json', 'config.json', 'model.weights.h5']);
  expect(JSON.parse(strFromU8(files['config.json']))).toMatchObject({ class_name: 'Sequential' });
  await readHdf5(files['model.weights.h5'], (root) => {
    const values = { shape: [3], values: first.bias };
    expect(valuesOf(root, 'layers/dense/vars/1')).toEqual(values);
  });
});

test('tfjs is the very network of a model folder', async () => {
  const { paths, bytes } = await exported('tfjs', 'to');
  expect(paths).toEqual(['to/model.json', 'to/weights.bin', 'to/preprocess.json']);
  expect(JSON.parse(String(bytes('to/model.json')))).toEqual(layersModelJson(TINY_NETWORK));
  expect(bytes('to/weights.bin')).toEqual(weightBytes(TINY_NETWORK));
});

test.each([
  ['keras-h5', 'a.keras', '.h5 or .hdf5'],
  ['keras', 'a.h5', '.keras'],
  ['onnx', 'a', '.onnx'],
] as const)('%s is not written as %s', async (format, out, endings) => {
  await expect(exportFiles(model, format, out)).rejects.toThrow(
    `--out ${out} must end in ${endings} for ${format}`,
  );
});
