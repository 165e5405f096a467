import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { TrainerError } from '../../../trainer/src/trainer-error.ts';
import { foldSteps } from '../../../trainer/src/exchange/fold-steps.ts';
import { writeHdf5 } from '../../../trainer/src/exchange/hdf5.ts';
import { kerasArchive } from '../../../trainer/src/exchange/keras-archive.ts';
import { kerasChain } from '../../../trainer/src/exchange/keras-chain.ts';
import { kerasH5 } from '../../../trainer/src/exchange/keras-h5.ts';
import type { KerasLayer, KerasWeight } from '../../../trainer/src/exchange/keras-layer.ts';
import { readKerasH5 } from '../../../trainer/src/exchange/read-keras-h5.ts';
import { kerasSteps } from '../../../trainer/src/exchange/keras-steps.ts';
import { MOST_KERAS_BYTES, readKerasFile } from '../../../trainer/src/exchange/keras-file.ts';
import { randomNetwork } from '../../support/tiny-artifact.ts';

type Spec = readonly [className: string, config?: object, weights?: Record<string, number[]>];

/** A chain of layers by hand; a weight is its shape, and holds ones. */
function fold(...specs: Spec[]): unknown {
  const layers = specs.map(([className, config = {}, shapes = {}], index): KerasLayer => {
    const own = Object.entries(shapes).map(([name, shape]): [string, KerasWeight] => {
      const length = shape.reduce((product, size) => product * size, 1);
      return [name, { shape, values: new Float32Array(length).fill(1) }];
    });
    return { name: `layer_${index}`, className, config: { ...config }, weights: new Map(own) };
  });
  return foldSteps(kerasSteps(layers));
}

const dense = (inputs: number, units: number, activation: unknown = 'relu'): Spec => [
  'Dense',
  { activation },
  { kernel: [inputs, units], bias: [units] },
];
const OUTPUT = dense(4, 1, 'sigmoid');

describe('a layer that models cannot do exactly is refused by name and class', () => {
  test.each<[string, Spec[], string]>([
    ['a recurrent layer', [['LSTM'], OUTPUT], 'layer "layer_0" (LSTM) cannot come in'],
    [
      'a network within the network',
      [dense(3, 4), ['Sequential'], OUTPUT],
      'layer "layer_1" (Sequential) cannot come in',
    ],
    [
      'another activation',
      [dense(3, 4, 'tanh'), OUTPUT],
      'layer "layer_0" (Dense) has the activation "tanh"',
    ],
    [
      'an activation that is an object',
      [dense(3, 4, { class_name: 'LeakyReLU' }), OUTPUT],
      'has the activation {"class_name":"LeakyReLU"}',
    ],
    [
      'a ReLU with a slope',
      [dense(3, 4, 'linear'), ['ReLU', { negative_slope: 0.2 }], OUTPUT],
      'layer "layer_1" (ReLU) has max_value none, negative_slope 0.2',
    ],
    [
      'a sigmoid in the middle',
      [dense(3, 4, 'sigmoid'), OUTPUT],
      'layer "layer_1" (Dense) comes after the layer "layer_0" (Dense) that ends it',
    ],
    [
      'an input of more than one axis',
      [['InputLayer', { batch_shape: [null, 3, 2] }], OUTPUT],
      'layer "layer_0" (InputLayer) has the shape [null,3,2]',
    ],
    [
      'a normalization over another axis',
      [dense(3, 4), ['BatchNormalization', { axis: 2, epsilon: 1e-3 }], OUTPUT],
      'layer "layer_1" (BatchNormalization) has the axis 2',
    ],
  ])('%s', (_name, specs, message) => {
    expect(() => fold(...specs)).toThrow(TrainerError);
    expect(() => fold(...specs)).toThrow(message);
  });
});

describe('layers that do not fit each other are refused', () => {
  test.each<[string, Spec[], string]>([
    ['widths', [dense(3, 5), OUTPUT], 'layer "layer_1" (Dense) reads 4 values, and gets 5'],
    ['no weights', [['Dense', {}, {}]], 'layer "layer_0" (Dense) has no weight "kernel"'],
    [
      'a kernel of three axes',
      [['Dense', {}, { kernel: [2, 3, 4] }]],
      'layer "layer_0" (Dense) has a kernel of [2, 3, 4]',
    ],
    [
      'a bias of another length',
      [['Dense', {}, { kernel: [2, 3], bias: [4] }]],
      'layer "layer_0" (Dense) has a bias of [4], not [3]',
    ],
    ['three outputs', [dense(4, 3, 'softmax')], 'it ends with 3 units and softmax'],
    ['two outputs without softmax', [dense(4, 2, 'sigmoid')], 'it ends with 2 units'],
    ['an end of relu', [dense(4, 1, 'relu')], 'it ends with relu'],
    [
      'more layers than models takes',
      [...Array.from({ length: 16 }, () => dense(4, 4)), OUTPUT],
      'it has 17 layers once folded: at most 16',
    ],
    ['no dense layer', [['Dropout']], 'it has no Dense layer'],
    ['an activation first', [['ReLU'], OUTPUT], 'layer "layer_0" (ReLU) comes before the first'],
  ])('%s', (_name, specs, message) => {
    expect(() => fold(...specs)).toThrow(TrainerError);
    expect(() => fold(...specs)).toThrow(message);
  });
});

describe('a network that is no chain is refused', () => {
  /** As Keras 3 writes a layer of a functional network. */
  const layer = (name: string, className: string, ...inputs: string[]) => ({
    class_name: className,
    config: { name },
    name,
    inbound_nodes: inputs.length === 0 ? [] : [{ args: [inputs.map(tensor)], kwargs: {} }],
  });
  const tensor = (name: string) => ({
    class_name: '__keras_tensor__',
    config: { shape: [null, 3], dtype: 'float32', keras_history: [name, 0, 0] },
  });
  const model = (...layers: object[]) =>
    JSON.stringify({ class_name: 'Functional', config: { name: 'net', layers } });

  test.each([
    [
      'two inputs into one layer',
      model(
        layer('a', 'InputLayer'),
        layer('b', 'Dense', 'a'),
        layer('c', 'Concatenate', 'a', 'b'),
      ),
      'layer "c" (Concatenate) reads 2 inputs',
    ],
    [
      'a layer that two read',
      model(layer('a', 'InputLayer'), layer('b', 'Dense', 'a'), layer('c', 'Dense', 'a')),
      'layer "a" (InputLayer) is read by 2 layers',
    ],
    [
      'two beginnings',
      model(layer('a', 'InputLayer'), layer('b', 'InputLayer'), layer('c', 'Dense', 'a')),
      'it begins with 2 layers (layer "a" (InputLayer), layer "b" (InputLayer))',
    ],
    [
      'a circle',
      model(layer('a', 'Dense', 'b'), layer('b', 'Dense', 'a')),
      'it begins with 0 layers',
    ],
    [
      'a circle beside the chain',
      model(layer('a', 'InputLayer'), layer('b', 'Dense', 'c'), layer('c', 'Dense', 'b')),
      '2 of its layers do not lie between input and output',
    ],
    [
      'a layer that follows one of its own name',
      model(layer('a', 'InputLayer'), layer('b', 'Dense', 'a'), layer('a', 'Dense', 'b')),
      'comes twice',
    ],
    [
      'a class of its own',
      '{"class_name":"MyModel","config":{"layers":[]}}',
      'model_config.class_name',
    ],
    [
      'too many layers',
      model(...new Array<object>(101).fill(layer('a', 'Dense'))),
      'at most 100 layers',
    ],
    ['no JSON', '{', 'its model_config is not JSON'],
  ])('%s', (_name, text, message) => {
    expect(() => kerasChain(text)).toThrow(TrainerError);
    expect(() => kerasChain(text)).toThrow(message);
  });
});

describe('a broken file is refused', () => {
  const topology = (units: number) =>
    JSON.stringify({
      class_name: 'Sequential',
      config: { layers: [{ class_name: 'Dense', config: { name: 'dense', units } }] },
    });

  async function refusalOf(bytes: Uint8Array): Promise<string> {
    const error: unknown = await readKerasH5(bytes).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(TrainerError);
    return (error as TrainerError).message;
  }

  test('another kind of file', async () => {
    const bytes = await readFile('package.json');
    expect(await refusalOf(bytes)).toContain('it cannot be read as an HDF5 file');
  });

  test('an empty file', async () => {
    expect(await refusalOf(new Uint8Array())).toContain('cannot be read as an HDF5 file');
  });

  test('a file that was cut short, anywhere', async () => {
    const whole = await kerasH5(randomNetwork([6, 4, 1], 2));
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const part = whole.slice(0, Math.floor(whole.length * share));
      expect(await refusalOf(part)).toMatch(/^it /);
    }
  });

  test('a file too large for any network, before it is read', async () => {
    await expect(readKerasFile(new Uint8Array(MOST_KERAS_BYTES + 1), 'net.h5')).rejects.toThrow(
      'net.h5 has 67108865 bytes: a network may have 67108864 at most',
    );
  });

  test('a .keras file, with how to save it instead', async () => {
    const bytes = await kerasArchive(randomNetwork([3, 2, 1], 2));
    await expect(readKerasFile(bytes, 'net.keras')).rejects.toThrow(
      'net.keras is a .keras file: open it in Keras and save it again',
    );
  });

  test('weights alone', async () => {
    const bytes = await writeHdf5((root) => root.create_group('model_weights'));
    expect(await refusalOf(bytes)).toContain('it has no model_config: save the network whole');
  });

  test('a topology without weights', async () => {
    const bytes = await writeHdf5((root) => root.create_attribute('model_config', topology(1)));
    expect(await refusalOf(bytes)).toContain('it has no group model_weights');
  });

  const withWeight = (data: Float32Array | Int32Array, shape: number[], chunks?: number[]) =>
    writeHdf5((root) => {
      root.create_attribute('model_config', topology(1));
      const group = root.create_group('model_weights').create_group('dense');
      group.create_attribute('weight_names', ['kernel'], null, 'S6');
      const compression = chunks && ('gzip' as const);
      group.create_dataset({ name: 'kernel', data, shape, ...(chunks && { chunks, compression }) });
    });

  test('a weight that is named and not there', async () => {
    const bytes = await writeHdf5((root) => {
      root.create_attribute('model_config', topology(1));
      const group = root.create_group('model_weights').create_group('dense');
      group.create_attribute('weight_names', ['kernel'], null, 'S6');
    });
    expect(await refusalOf(bytes)).toContain(
      'layer "dense" (Dense): its weight "kernel" is not in the file',
    );
  });

  test('whole numbers as weights', async () => {
    const bytes = await withWeight(Int32Array.of(1, 2), [2, 1]);
    expect(await refusalOf(bytes)).toContain('must hold floats of 32 or 64 bits');
  });

  test('a weight that is not finite', async () => {
    const bytes = await withWeight(Float32Array.of(1, NaN), [2, 1]);
    expect(await refusalOf(bytes)).toContain('holds a number not finite');
  });

  test('a small file that unpacks into a huge one', async () => {
    const bytes = await withWeight(new Float32Array(5_000_000), [5_000_000, 1], [100_000, 1]);
    expect(bytes.length).toBeLessThan(100_000);
    expect(await refusalOf(bytes)).toContain('a network may have 4000000 weights at most');
  });

  test('a file that sends the library of HDF5 round in a circle is given up', async () => {
    const bytes = Buffer.from(await kerasH5(randomNetwork([13, 16, 8, 1], 2)));
    // The texts stand in a heap, each after its number and its length; the third one has none now.
    const heap = bytes.indexOf('GCOL');
    bytes[heap + 80] ^= 0xff;
    await expect(readKerasFile(bytes, 'net.h5', 1)).rejects.toThrow(
      'net.h5: it cannot be read as an HDF5 file: no end after 1 seconds',
    );
  });

  test('a byte of it changed: it is refused, or read without a crash', async () => {
    const whole = await kerasH5(randomNetwork([3, 2, 1], 2));
    for (let at = 0; at < whole.length; at += 1999) {
      const bytes = whole.slice();
      bytes[at] ^= 0xff;
      const answer: unknown = await readKerasFile(bytes, 'net.h5', 2).catch(
        (error: unknown) => error,
      );
      if (answer instanceof Error) expect(answer).toBeInstanceOf(TrainerError);
    }
  });
});
