import type { DenseLayer, Network } from '@churn-card/models';

/** A layer of the network with the name that Keras itself would give it. */
export interface NamedLayer extends DenseLayer {
  readonly name: string;
}

/** `dense`, `dense_1`, `dense_2`, ... */
export function namedLayers(network: Network): NamedLayer[] {
  return network.layers.map((layer, index) => ({
    ...layer,
    name: index === 0 ? 'dense' : `dense_${index}`,
  }));
}

/** A network as Keras 2 writes it into an .h5 file; Keras 3 reads that too. */
export function kerasTwoTopology(network: Network): object {
  const layers = namedLayers(network).map((layer) => ({
    class_name: 'Dense',
    config: denseConfig(layer),
  }));
  const input = { ...INPUT_CONFIG, batch_input_shape: [null, network.inputs] };
  return {
    class_name: 'Sequential',
    config: { name: 'churn', layers: [{ class_name: 'InputLayer', config: input }, ...layers] },
  };
}

/** A network as Keras 3 writes it into the config.json of a .keras file. */
export function kerasThreeTopology(network: Network): object {
  const registered = { module: 'keras.layers', registered_name: null };
  const layers = namedLayers(network).map((layer) => ({
    ...registered,
    class_name: 'Dense',
    config: denseConfig(layer),
    build_config: { input_shape: [null, layer.inputs] },
  }));
  const input = { ...INPUT_CONFIG, batch_shape: [null, network.inputs] };
  return {
    module: 'keras',
    class_name: 'Sequential',
    config: {
      name: 'churn',
      trainable: true,
      dtype: 'float32',
      layers: [{ ...registered, class_name: 'InputLayer', config: input }, ...layers],
      build_input_shape: [null, network.inputs],
    },
    registered_name: null,
    build_config: { input_shape: [null, network.inputs] },
  };
}

const INPUT_CONFIG = { name: 'inputs', dtype: 'float32', sparse: false };

function denseConfig({ name, units, activation }: NamedLayer): object {
  return { name, trainable: true, dtype: 'float32', units, activation, use_bias: true };
}
