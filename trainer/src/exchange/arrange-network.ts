import type { DenseLayer, Network, Preprocess, Schema } from '@churn-card/models';
import { TrainerError } from '../trainer-error.ts';
import { countInputs, type NetworkColumn } from './network-columns.ts';

/**
 * Brings a foreign network to the order of the schema: its first layer gets one row of weights for
 * each input that our encoders make, the foreign one or zeros.
 *
 * @throws TrainerError where the network has another number of inputs than the columns fill
 */
export function arrangeNetwork(
  network: Network,
  columns: readonly NetworkColumn[],
  { features }: Schema,
): { network: Network; preprocess: Preprocess } {
  const filled = countInputs(columns);
  if (filled !== network.inputs) {
    const widths = columns.map((column) => `${column.encoder.feature} ${countInputs([column])}`);
    throw new TrainerError(
      `the network reads ${network.inputs} inputs, and the columns of the preprocess file fill ${filled}: ${widths.join(', ')}`,
    );
  }
  const ordered = features.map(({ name }) => columnOf(name, columns));
  const [first, ...others] = network.layers;
  const layers = [
    withInputs(
      first,
      ordered.flatMap(({ sources }) => sources),
    ),
    ...others,
  ];
  return {
    network: { inputs: layers[0].inputs, layers },
    preprocess: { encoders: ordered.map(({ encoder }) => encoder) },
  };
}

function columnOf(name: string, columns: readonly NetworkColumn[]): NetworkColumn {
  const column = columns.find(({ encoder }) => encoder.feature === name);
  if (column) return column;
  throw new TrainerError(`the preprocess file says nothing about ${JSON.stringify(name)}`);
}

function withInputs(layer: DenseLayer, sources: readonly (number | null)[]): DenseLayer {
  const { units } = layer;
  const kernel = new Float32Array(sources.length * units);
  sources.forEach((source, input) => {
    if (source === null) return;
    kernel.set(layer.kernel.subarray(source * units, (source + 1) * units), input * units);
  });
  return { ...layer, inputs: sources.length, kernel };
}
