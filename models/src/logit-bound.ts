import type { Network } from './network.ts';

/**
 * The smallest logit that a network can give while its first layer stays within bounds, or a little
 * less: interval arithmetic, layer by layer (Moore 1966).
 *
 * @param low, high Float64Array [units]: the first layer before its activation
 */
export function smallestLogit({ layers }: Network, low: Float64Array, high: Float64Array): number {
  let [from, to] = [low, high];
  for (let index = 1; index < layers.length; index++) {
    const { kernel, bias, units } = layers[index];
    const isRelu = layers[index - 1].activation === 'relu';
    const [least, most] = [Float64Array.from(bias), Float64Array.from(bias)];
    for (let input = 0; input < from.length; input++) {
      const a = isRelu ? Math.max(from[input], 0) : from[input];
      const b = isRelu ? Math.max(to[input], 0) : to[input];
      for (let unit = 0; unit < units; unit++) {
        const weight = kernel[input * units + unit];
        least[unit] += weight > 0 ? weight * a : weight * b;
        most[unit] += weight > 0 ? weight * b : weight * a;
      }
    }
    [from, to] = [least, most];
  }
  return from[0];
}
