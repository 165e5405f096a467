import { ArtifactError, type ArtifactErrorCode } from './artifact-error.ts';
import {
  array,
  boolean,
  number,
  object,
  oneOf,
  optional,
  text,
  type Check,
} from './closed-json.ts';
import type { DenseLayer, Network } from './network.ts';
import { MAX_INPUTS } from './spec-check.ts';

const MAX_LAYERS = 16;
const MAX_PARAMETERS = 4_000_000;
/** No trained weight is anywhere near; larger ones overflow after a few layers. */
const MAX_WEIGHT = 1e6;
const BYTES_PER_WEIGHT = 4;

interface LayerConfig {
  readonly name: string;
  readonly trainable?: boolean;
  readonly dtype?: 'float32';
  readonly batch_input_shape?: readonly (number | null)[];
  readonly units: number;
  readonly activation: DenseLayer['activation'];
  readonly use_bias: boolean;
}

interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32';
}

/** `model.json`: the part of the TensorFlow.js Layers format that a dense network needs. */
export interface NetworkFormat {
  readonly format: 'layers-model';
  readonly generatedBy?: string;
  readonly modelTopology: {
    readonly class_name: 'Sequential';
    readonly config: {
      readonly name: string;
      readonly layers: readonly { readonly class_name: 'Dense'; readonly config: LayerConfig }[];
    };
    readonly keras_version?: string;
    readonly backend?: string;
  };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly WeightEntry[];
  }[];
}

const word = text({ max: 100, pattern: /^[\w./ -]+$/ });
const size = number({ min: 1, max: MAX_INPUTS, integer: true });

const layer: Check<NetworkFormat['modelTopology']['config']['layers'][number]> = object({
  class_name: oneOf('Dense'),
  config: object<LayerConfig>({
    name: word,
    trainable: optional(boolean()),
    dtype: optional(oneOf('float32')),
    batch_input_shape: optional(
      array((value, at) => (value === null ? null : size(value, at)), { min: 2, max: 2 }),
    ),
    units: size,
    activation: oneOf('relu', 'linear', 'sigmoid'),
    use_bias: boolean(),
  }),
});

const checkFormat: Check<NetworkFormat> = object<NetworkFormat>({
  format: oneOf('layers-model'),
  generatedBy: optional(word),
  modelTopology: object({
    class_name: oneOf('Sequential'),
    config: object({ name: word, layers: array(layer, { min: 1, max: MAX_LAYERS }) }),
    keras_version: optional(word),
    backend: optional(word),
  }),
  weightsManifest: array(
    object({
      paths: array(oneOf('weights.bin'), { min: 1, max: 1 }),
      weights: array(
        object<WeightEntry>({
          name: word,
          shape: array(size, { min: 1, max: 2 }),
          dtype: oneOf('float32'),
        }),
        { min: 2, max: 2 * MAX_LAYERS },
      ),
    }),
    { min: 1, max: 1 },
  ),
});

/** The sizes of a network, known before a byte of its weights is read. */
export interface NetworkShape {
  readonly layers: readonly Pick<DenseLayer, 'inputs' | 'units' | 'activation'>[];
  /** Size that weights.bin must have, in bytes. */
  readonly bytes: number;
}

/**
 * Checks model.json: dense layers only, each one's inputs being the units of the one before, the
 * hidden ones ReLU, the last one a single sigmoid unit.
 *
 * @param inputs the width that the preprocessing gives
 */
export function checkNetworkShape(json: unknown, inputs: number): NetworkShape {
  const format = checkFormat(json, { file: 'model.json', field: '' });
  const topology = format.modelTopology.config.layers;
  const [{ weights }] = format.weightsManifest;
  expect(
    weights.length === 2 * topology.length,
    'weightsManifest[0].weights',
    2 * topology.length,
    weights.length,
  );
  let width = inputs;
  let parameters = 0;
  const layers = topology.map(({ config }, index) => {
    const field = `modelTopology.config.layers[${index}].config`;
    const isLast = index === topology.length - 1;
    const activation = isLast ? 'sigmoid' : 'relu';
    expect(
      config.activation === activation,
      `${field}.activation`,
      activation,
      config.activation,
      'layer-unsupported',
    );
    expect(config.use_bias, `${field}.use_bias`, 'true', 'false', 'layer-unsupported');
    expect(!isLast || config.units === 1, `${field}.units`, 1, config.units, 'layer-unsupported');
    const [batch, given] = config.batch_input_shape ?? [null, index === 0 ? undefined : width];
    expect(
      batch === null && given === width,
      `${field}.batch_input_shape`,
      `[null,${width}]`,
      `[${batch},${given}]`,
    );
    expectWeight(weights[2 * index], 2 * index, `${config.name}/kernel`, [width, config.units]);
    expectWeight(weights[2 * index + 1], 2 * index + 1, `${config.name}/bias`, [config.units]);
    const shape = { inputs: width, units: config.units, activation: config.activation };
    parameters += width * config.units + config.units;
    width = config.units;
    return shape;
  });
  expect(
    parameters <= MAX_PARAMETERS,
    'weightsManifest',
    `at most ${MAX_PARAMETERS} parameters`,
    parameters,
  );
  return { layers, bytes: parameters * BYTES_PER_WEIGHT };
}

/** Reads weights.bin: 32-bit little-endian floats, kernel and bias of each layer in turn. */
export function readNetwork(shape: NetworkShape, bytes: Uint8Array): Network {
  if (bytes.byteLength !== shape.bytes) {
    const at = { file: 'weights.bin', field: '' };
    throw new ArtifactError('weights-size', at, `${shape.bytes} bytes`, String(bytes.byteLength));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  const take = (length: number): Float32Array => {
    const weights = new Float32Array(length);
    for (let index = 0; index < length; index++, offset += BYTES_PER_WEIGHT) {
      const weight = view.getFloat32(offset, true);
      if (!(Math.abs(weight) <= MAX_WEIGHT)) {
        const at = { file: 'weights.bin', field: `[${offset / BYTES_PER_WEIGHT}]` };
        throw new ArtifactError(
          'weights-not-finite',
          at,
          `finite, at most ${MAX_WEIGHT}`,
          String(weight),
        );
      }
      weights[index] = weight;
    }
    return weights;
  };
  const layers = shape.layers.map((layer) => {
    const kernel = take(layer.inputs * layer.units);
    return { ...layer, kernel, bias: take(layer.units) };
  });
  return { inputs: shape.layers[0].inputs, layers };
}

function expectWeight(
  weight: WeightEntry,
  index: number,
  name: string,
  shape: readonly number[],
): void {
  const field = `weightsManifest[0].weights[${index}]`;
  expect(weight.name === name, `${field}.name`, name, weight.name);
  expect(
    String(weight.shape) === String(shape),
    `${field}.shape`,
    `[${shape}]`,
    `[${weight.shape}]`,
  );
}

function expect(
  holds: boolean,
  field: string,
  expected: string | number,
  found: string | number,
  code: ArtifactErrorCode = 'inconsistent',
): void {
  if (!holds)
    throw new ArtifactError(code, { file: 'model.json', field }, String(expected), String(found));
}
