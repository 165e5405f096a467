import { Dataset, Group } from 'h5wasm';
import { TrainerError } from '../trainer-error.ts';
import { readHdf5 } from './hdf5.ts';
import { kerasChain } from './keras-chain.ts';
import {
  describeLayer,
  type KerasNetwork,
  type KerasWeight,
  type LayerConfig,
} from './keras-layer.ts';

/**
 * Reads a whole network from the bytes of a `.h5` file of Keras 2 or 3.
 *
 * @throws TrainerError for a file that is broken, holds no network, or one that is no chain
 */
export async function readKerasH5(bytes: Uint8Array): Promise<KerasNetwork> {
  try {
    return await readHdf5(bytes, readNetwork);
  } catch (error) {
    if (error instanceof TrainerError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new TrainerError(`it cannot be read as an HDF5 file: ${message.slice(0, 300)}`);
  }
}

/** models takes no more. */
const MOST_WEIGHTS = 4_000_000;
const LONGEST_VERSION = 50;

function readNetwork(root: Group): KerasNetwork {
  const topology = root.attrs.model_config?.value;
  if (typeof topology !== 'string') {
    throw new TrainerError(
      'it has no model_config: save the network whole, with model.save("NAME.h5")',
    );
  }
  const group = root.get('model_weights');
  if (!(group instanceof Group)) throw new TrainerError('it has no group model_weights');
  const budget = { left: MOST_WEIGHTS };
  const layers = kerasChain(topology).map((layer) => ({
    ...layer,
    weights: readWeights(group, layer, budget),
  }));
  const version = root.attrs.keras_version?.value;
  return {
    version: typeof version === 'string' ? version.slice(0, LONGEST_VERSION) : 'unknown',
    layers,
  };
}

function readWeights(
  group: Group,
  layer: LayerConfig,
  budget: { left: number },
): Map<string, KerasWeight> {
  const weights = new Map<string, KerasWeight>();
  const own = group.get(layer.name);
  const names: unknown = own instanceof Group ? own.attrs.weight_names?.value : undefined;
  if (!(own instanceof Group) || !Array.isArray(names)) return weights;
  for (const name of names.map(String)) {
    // Such as "dense/kernel:0".
    const short = name.slice(name.lastIndexOf('/') + 1).replace(/:0$/, '');
    weights.set(short, readWeight(own, layer, name, budget));
  }
  return weights;
}

function readWeight(
  group: Group,
  layer: LayerConfig,
  name: string,
  budget: { left: number },
): KerasWeight {
  const what = `${describeLayer(layer)}: its weight ${JSON.stringify(name)}`;
  const found = group.get(name);
  if (!(found instanceof Dataset)) throw new TrainerError(`${what} is not in the file`);
  const shape = found.shape ?? [];
  budget.left -= shape.reduce((product, size) => product * size, 1);
  if (!(budget.left >= 0)) {
    throw new TrainerError(
      `${what} has the shape [${shape.join(', ')}]: a network may have ${MOST_WEIGHTS} weights at most`,
    );
  }
  const values = found.value;
  if (!(values instanceof Float32Array || values instanceof Float64Array)) {
    throw new TrainerError(`${what} must hold floats of 32 or 64 bits`);
  }
  if (!values.every(Number.isFinite)) throw new TrainerError(`${what} holds a number not finite`);
  return { shape, values };
}
