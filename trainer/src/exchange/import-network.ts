import type { Schema } from '@churn-card/models';
import type { ReadyNetwork } from '../fit/fit-pipeline.ts';
import { arrangeNetwork } from './arrange-network.ts';
import { foldSteps } from './fold-steps.ts';
import { readKerasFile } from './keras-file.ts';
import { kerasSteps } from './keras-steps.ts';
import type { NetworkColumn } from './network-columns.ts';

/**
 * Reads a network that Keras wrote.
 *
 * @param columns the columns of the table in the order of its inputs
 * @returns what `train` takes in place of a network of its own
 * @throws TrainerError naming the layer that models cannot do exactly
 */
export async function importNetwork(
  bytes: Uint8Array,
  file: string,
  columns: readonly NetworkColumn[],
): Promise<(schema: Schema) => ReadyNetwork> {
  const { version, layers } = await readKerasFile(bytes, file);
  const network = foldSteps(kerasSteps(layers));
  const versions = { keras: version };
  return (schema) => ({ ...arrangeNetwork(network, columns, schema), versions });
}
