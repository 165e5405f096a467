import { TrainerError } from '../trainer-error.ts';
import { diagonal, type Affine } from './affine.ts';
import { describeLayer, type KerasLayer, type KerasWeight } from './keras-layer.ts';

/** What a layer does to a customer's values, taken apart. */
export type Step =
  | { readonly layer: KerasLayer; readonly affine: Affine }
  | { readonly layer: KerasLayer; readonly activation: 'relu' | 'sigmoid' | 'softmax' };

/**
 * @returns what the chain does to a customer, step by step
 * @throws TrainerError naming the first layer that models cannot do exactly
 */
export function kerasSteps(layers: readonly KerasLayer[]): Step[] {
  return layers.flatMap(stepsOf);
}

/** Layers that do nothing once training is over, or nothing to one row of values. */
const WITHOUT_EFFECT: readonly string[] = [
  'Dropout',
  'AlphaDropout',
  'GaussianDropout',
  'GaussianNoise',
  'ActivityRegularization',
  'Flatten',
];

function stepsOf(layer: KerasLayer): Step[] {
  checkShape(layer);
  switch (layer.className) {
    case 'InputLayer':
      return [];
    case 'Dense':
      return [{ layer, affine: denseOf(layer) }, ...activationOf(layer)];
    case 'Activation':
      return activationOf(layer);
    case 'ReLU':
      checkReLU(layer);
      return [{ layer, activation: 'relu' }];
    case 'BatchNormalization':
      return [{ layer, affine: batchNormalizationOf(layer) }];
    default:
      if (WITHOUT_EFFECT.includes(layer.className)) return [];
      throw refusal(
        layer,
        `cannot come in: only InputLayer, Dense, Activation, ReLU, BatchNormalization, ${WITHOUT_EFFECT.join(', ')} can`,
      );
  }
}

/** The first layer says what the network reads, with the number of customers before it. */
function checkShape(layer: KerasLayer): void {
  const shape = layer.config.batch_shape ?? layer.config.batch_input_shape;
  if (shape === undefined || (Array.isArray(shape) && shape.length === 2)) return;
  throw refusal(layer, `has the shape ${show(shape)}: a customer is one row of numbers`);
}

function denseOf(layer: KerasLayer): Affine {
  const kernel = weightOf(layer, 'kernel', 2);
  const [inputs, units] = kernel.shape;
  const hasBias = layer.config.use_bias !== false;
  const bias = hasBias ? vectorOf(layer, 'bias', units) : new Float64Array(units);
  return { inputs, units, kernel: Float64Array.from(kernel.values), bias };
}

/** `gamma * (x - mean) / sqrt(variance + epsilon) + beta` (Ioffe & Szegedy 2015). */
function batchNormalizationOf(layer: KerasLayer): Affine {
  const { epsilon, axis = -1 } = layer.config;
  if (![-1, 1].includes(Number(axis))) throw refusal(layer, `has the axis ${show(axis)}, not -1`);
  if (typeof epsilon !== 'number') throw refusal(layer, `has the epsilon ${show(epsilon)}`);
  const [size] = weightOf(layer, 'moving_mean', 1).shape;
  const vector = (name: string) => vectorOf(layer, name, size);
  const mean = vector('moving_mean');
  const variance = vector('moving_variance');
  const gamma = layer.config.scale === false ? new Float64Array(size).fill(1) : vector('gamma');
  const beta = layer.config.center === false ? new Float64Array(size) : vector('beta');
  const scale = gamma.map((value, unit) => value / Math.sqrt(variance[unit] + epsilon));
  return diagonal(
    scale,
    beta.map((value, unit) => value - mean[unit] * scale[unit]),
  );
}

function activationOf(layer: KerasLayer): Step[] {
  const { activation } = layer.config;
  switch (activation) {
    case 'linear':
    case undefined:
    case null:
      return [];
    case 'relu':
    case 'sigmoid':
    case 'softmax':
      return [{ layer, activation }];
    default:
      throw refusal(
        layer,
        `has the activation ${show(activation)}: only relu, linear, and at the end sigmoid or softmax can come in`,
      );
  }
}

function checkReLU(layer: KerasLayer): void {
  const { max_value: most, negative_slope: slope, threshold } = layer.config;
  const isPlain = (most ?? null) === null && (slope ?? 0) === 0 && (threshold ?? 0) === 0;
  if (isPlain) return;
  throw refusal(
    layer,
    `has max_value ${show(most)}, negative_slope ${show(slope)} and threshold ${show(threshold)}: only a plain one can come in`,
  );
}

function vectorOf(layer: KerasLayer, name: string, size: number): Float64Array {
  const { shape, values } = weightOf(layer, name, 1);
  if (shape[0] === size) return Float64Array.from(values);
  throw refusal(layer, `has a ${name} of [${shape.join(', ')}], not [${size}]`);
}

function weightOf(layer: KerasLayer, name: string, rank: number): KerasWeight {
  const weight = layer.weights.get(name);
  if (!weight) throw refusal(layer, `has no weight ${JSON.stringify(name)} in the file`);
  if (weight.shape.length === rank && !weight.shape.includes(0)) return weight;
  throw refusal(layer, `has a ${name} of [${weight.shape.join(', ')}]`);
}

function refusal(layer: KerasLayer, what: string): TrainerError {
  return new TrainerError(`${describeLayer(layer)} ${what}`);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'none';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
