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
 * Sums run in 64 bits over the 32-bit weights, so the result does not depend on the order in
 * which a faster kernel would add; TensorFlow.js agrees within 1e-6 after the sigmoid.
 *
 * @param inputs [network.inputs]
 */
export function logit(network: Network, inputs: ArrayLike<number>): number {
  let values: ArrayLike<number> = inputs;
  for (const layer of network.layers) values = dense(layer, values);
  return values[0];
}

/** The network's output as TensorFlow.js gives it: before calibration, in [0, 1]. */
export function sigmoid(logit: number): number {
  return logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit));
}

/** One layer, the last sigmoid left out. @returns Float64Array [units] */
export function dense(layer: DenseLayer, inputs: ArrayLike<number>): Float64Array {
  const sums = Float64Array.from(layer.bias);
  for (let i = 0; i < layer.inputs; i++) {
    const input = inputs[i];
    if (input === 0) continue;
    const row = i * layer.units;
    for (let unit = 0; unit < layer.units; unit++) sums[unit] += input * layer.kernel[row + unit];
  }
  if (layer.activation === 'relu') {
    for (let unit = 0; unit < layer.units; unit++) if (sums[unit] < 0) sums[unit] = 0;
  }
  return sums;
}
