import type { Network } from '@churn-card/models';

/** `model.json` of the TensorFlow.js Layers format, as far as a dense network needs it. */
export interface LayersModelJson {
  readonly format: 'layers-model';
  readonly generatedBy: string;
  readonly modelTopology: Record<string, unknown>;
  readonly weightsManifest: readonly {
    readonly paths: string[];
    readonly weights: { name: string; shape: number[]; dtype: 'float32' }[];
  }[];
}

/** A network as `tf.loadLayersModel` reads it. Dropout has done its work and is not shipped. */
export function layersModelJson(network: Network): LayersModelJson {
  const layers = network.layers.map((layer, index) => ({ ...layer, name: `dense_${index + 1}` }));
  return {
    format: 'layers-model',
    generatedBy: 'churn-card trainer',
    modelTopology: {
      class_name: 'Sequential',
      config: {
        name: 'churn',
        layers: layers.map(({ name, inputs, units, activation }, index) => ({
          class_name: 'Dense',
          config: {
            name,
            ...(index === 0 && { dtype: 'float32', batch_input_shape: [null, inputs] }),
            units,
            activation,
            use_bias: true,
          },
        })),
      },
    },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: layers.flatMap(({ name, inputs, units }) => [
          { name: `${name}/kernel`, shape: [inputs, units], dtype: 'float32' as const },
          { name: `${name}/bias`, shape: [units], dtype: 'float32' as const },
        ]),
      },
    ],
  };
}

/** `weights.bin`: 32-bit little-endian floats, kernel and bias of each layer in turn. */
export function weightBytes(network: Network): Uint8Array<ArrayBuffer> {
  const weights = network.layers.flatMap(({ kernel, bias }) => [...kernel, ...bias]);
  const view = new DataView(new ArrayBuffer(4 * weights.length));
  weights.forEach((weight, index) => view.setFloat32(4 * index, weight, true));
  return new Uint8Array(view.buffer);
}
