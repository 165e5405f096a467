import { z } from 'zod';
import { TrainerError } from '../trainer-error.ts';
import { describeLayer, type LayerConfig } from './keras-layer.ts';

/** More layers are no network for a table. */
const MOST_LAYERS = 100;

/**
 * The layers of a Keras network, in the order in which a customer goes through them.
 *
 * @param text `model_config` of an .h5 file, of Keras 2 or 3
 * @throws TrainerError where it is no chain: one input, one output, every layer reading the one before
 */
export function kerasChain(text: string): LayerConfig[] {
  const model = parse(text);
  const layers = Array.isArray(model.config) ? model.config : model.config.layers;
  if (model.class_name === 'Sequential') return layers.map(layerOf);
  return followInputs(layers);
}

const config = z.looseObject({ name: z.string() });
const history = z.tuple([z.string()]).rest(z.unknown());
const kerasTensor = z.looseObject({ config: z.looseObject({ keras_history: history }) });

/** What a layer reads: in Keras 2 a list of names, in Keras 3 the arguments of a call. */
const inbound = z.union([
  z.array(history).transform((inputs) => inputs.map(([name]) => name)),
  z
    .looseObject({ args: z.array(z.union([kerasTensor, z.array(kerasTensor)])) })
    .transform(({ args }) => args.flat().map((tensor) => tensor.config.keras_history[0])),
]);

const layer = z.looseObject({
  class_name: z.string(),
  config,
  inbound_nodes: z.array(inbound).default([]),
});
type LayerJson = z.output<typeof layer>;

const layers = z.array(layer).min(1).max(MOST_LAYERS);
const kerasModel = z.looseObject({
  class_name: z.enum(['Sequential', 'Functional', 'Model']),
  // The first versions of Keras 2 wrote the layers of a Sequential without a group around them.
  config: z.union([layers, z.looseObject({ layers })]),
});

function parse(text: string): z.output<typeof kerasModel> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new TrainerError(`its model_config is not JSON: ${String(error)}`);
  }
  const parsed = kerasModel.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = ['model_config', ...issue.path].join('.');
  throw new TrainerError(
    `it is not a Sequential or Functional network of at most ${MOST_LAYERS} layers: ${place} ${issue.message}`,
  );
}

function layerOf({ class_name: className, config }: LayerJson): LayerConfig {
  return { name: config.name, className, config };
}

function followInputs(layers: readonly LayerJson[]): LayerConfig[] {
  const readers = new Map<string, LayerJson[]>();
  const starts: LayerJson[] = [];
  for (const layer of layers) {
    const inputs = layer.inbound_nodes.flat();
    if (inputs.length > 1) refuse(layer, `reads ${inputs.length} inputs`);
    if (inputs.length === 0) starts.push(layer);
    else readers.set(inputs[0], [...(readers.get(inputs[0]) ?? []), layer]);
  }
  if (starts.length !== 1) {
    const names = starts.map((layer) => describeLayer(layerOf(layer))).join(', ');
    throw new TrainerError(`it begins with ${starts.length} layers (${names}): ${ONLY_CHAINS}`);
  }
  const chain: LayerConfig[] = [];
  for (let current: LayerJson | undefined = starts[0]; current;) {
    chain.push(layerOf(current));
    const next: readonly LayerJson[] = readers.get(current.config.name) ?? [];
    if (next.length > 1) refuse(current, `is read by ${next.length} layers`);
    // Names that go round in a circle never begin, or are read twice; this is for two of one name.
    if (chain.length > layers.length) refuse(current, 'comes twice');
    current = next[0];
  }
  if (chain.length < layers.length) {
    throw new TrainerError(
      `${layers.length - chain.length} of its layers do not lie between input and output: ${ONLY_CHAINS}`,
    );
  }
  return chain;
}

const ONLY_CHAINS = 'only a chain of layers with one input and one output can come in';

function refuse(layer: LayerJson, what: string): never {
  throw new TrainerError(`${describeLayer(layerOf(layer))} ${what}: ${ONLY_CHAINS}`);
}
