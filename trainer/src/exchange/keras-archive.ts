import { zipSync } from 'fflate';
import type { Network } from '@churn-card/models';
import { writeHdf5 } from './hdf5.ts';
import { kerasThreeTopology, namedLayers } from './keras-topology.ts';

/** A zip cannot hold an earlier day. Any fixed one would do. */
const LONG_AGO = new Date(1980, 0, 1);

/** The network as one `.keras` file of Keras 3. Its output is the one before calibration. */
export async function kerasArchive(network: Network): Promise<Uint8Array> {
  const files = {
    'metadata.json': json({ keras_version: '3.0.0', date_saved: '1980-01-01@00:00:00' }),
    'config.json': json(kerasThreeTopology(network)),
    'model.weights.h5': await weightsH5(network),
  };
  return zipSync(files, { level: 0, mtime: LONG_AGO });
}

function weightsH5(network: Network): Promise<Uint8Array> {
  return writeHdf5((root) => {
    root.create_group('vars');
    const group = root.create_group('layers');
    for (const { name, inputs, units, kernel, bias } of namedLayers(network)) {
      const variables = group.create_group(name).create_group('vars');
      variables.create_dataset({ name: '0', data: kernel, shape: [inputs, units] });
      variables.create_dataset({ name: '1', data: bias, shape: [units] });
    }
  });
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
