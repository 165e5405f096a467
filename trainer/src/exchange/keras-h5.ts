import type { Network } from '@churn-card/models';
import { writeHdf5 } from './hdf5.ts';
import { kerasTwoTopology, namedLayers } from './keras-topology.ts';

/** The version whose layout this is: the last one of Keras 2. */
const KERAS_VERSION = '2.15.0';

/**
 * The network as one `.h5` file that `load_model` of Keras 2 and 3 opens. Its output is the one
 * before calibration.
 */
export function kerasH5(network: Network): Promise<Uint8Array> {
  return writeHdf5((root) => {
    const layers = namedLayers(network);
    root.create_attribute('keras_version', KERAS_VERSION);
    root.create_attribute('backend', 'tensorflow');
    root.create_attribute('model_config', JSON.stringify(kerasTwoTopology(network)));
    const weights = root.create_group('model_weights');
    weights.create_attribute('keras_version', KERAS_VERSION);
    weights.create_attribute('backend', 'tensorflow');
    createNames(
      weights,
      'layer_names',
      layers.map(({ name }) => name),
    );
    for (const { name, inputs, units, kernel, bias } of layers) {
      const group = weights.create_group(name);
      createNames(group, 'weight_names', [`${name}/kernel:0`, `${name}/bias:0`]);
      const inner = group.create_group(name);
      inner.create_dataset({ name: 'kernel:0', data: kernel, shape: [inputs, units] });
      inner.create_dataset({ name: 'bias:0', data: bias, shape: [units] });
    }
  });
}

interface Named {
  create_attribute(name: string, data: string[], shape: null, dtype: string): void;
}

/** Texts of one length, as h5py stores a list of them: the only list of texts that Keras 2 reads. */
function createNames(group: Named, attribute: string, names: string[]): void {
  const longest = Math.max(...names.map(({ length }) => length));
  group.create_attribute(attribute, names, null, `S${longest}`);
}
