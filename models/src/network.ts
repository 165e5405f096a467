import { exponential } from './exponential.ts';

/** A fully connected layer, as `tf.layers.dense`. */
export interface DenseLayer {
  readonly inputs: number;
  readonly units: number;
  readonly activation: 'relu' | 'linear' | 'sigmoid';
  /** Float32Array [inputs, units], row by row as TensorFlow.js stores it. */
  readonly kernel: Float32Array;
  /** Float32Array [units] */
  readonly bias: Float32Array;
}

/** Hidden ReLU layers, then one sigmoid unit. */
export interface Network {
  readonly inputs: number;
  readonly layers: readonly DenseLayer[];
}

/**
 * The network's raw output: what its last unit holds before the sigmoid.
 *
 * Sums run in 64 bits over the 32-bit weights; TensorFlow.js, which adds in 32, agrees within 1e-6
 * after the sigmoid.
 *
 * @param inputs [network.inputs]
 * @param buffers from `layerBuffers`, where many calls follow each other
 */
export function logit(
  network: Network,
  inputs: ArrayLike<number>,
  buffers: readonly Float64Array[] = layerBuffers(network),
): number {
  let values: ArrayLike<number> = inputs;
  for (let index = 0; index < buffers.length; index++) {
    dense(network.layers[index], values, buffers[index]);
    values = buffers[index];
  }
  return values[0];
}

/** @returns one Float64Array [units] a layer */
export function layerBuffers(network: Network): Float64Array[] {
  return network.layers.map(({ units }) => new Float64Array(units));
}

/** The network's output as TensorFlow.js gives it: before calibration, in [0, 1]. */
export function sigmoid(logit: number): number {
  const shrunk = exponential(-Math.abs(logit));
  return logit >= 0 ? 1 / (1 + shrunk) : shrunk / (1 + shrunk);
}

/** One layer, its sigmoid left out. @param sums Float64Array [units], overwritten */
function dense(layer: DenseLayer, inputs: ArrayLike<number>, sums: Float64Array): void {
  const { kernel, bias, units } = layer;
  for (let unit = 0; unit < units; unit++) sums[unit] = bias[unit];
  for (let i = 0; i < layer.inputs; i++) {
    const input = inputs[i];
    // Half the units of a ReLU layer are zero.
    if (input === 0) continue;
    const row = i * units;
    for (let unit = 0; unit < units; unit++) sums[unit] += input * kernel[row + unit];
  }
  if (layer.activation !== 'relu') return;
  for (let unit = 0; unit < units; unit++) if (sums[unit] < 0) sums[unit] = 0;
}
