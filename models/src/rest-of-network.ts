import type { DenseLayer, Network } from './network.ts';

/**
 * What follows the first layer of a deep network, for millions of evaluations: the same sums in the same
 * order as `logit`, so the same bits. Units that are off are passed over, which is half of them, and four
 * units of a layer are summed at once, which keeps the processor from waiting for each sum.
 */
export class RestOfNetwork {
  readonly #layers: readonly Prepared[];

  constructor({ layers }: Network) {
    this.#layers = layers.slice(1).map((layer, index) => prepare(layer, layers[index]));
  }

  /** @param firstLayer Float64Array [units], before its activation */
  logit(firstLayer: Float64Array): number {
    let values = firstLayer;
    for (const layer of this.#layers) values = apply(layer, values);
    return values[0];
  }
}

interface Prepared {
  readonly inputs: number;
  /** Whether inputs below 0 are off. */
  readonly isRelu: boolean;
  /** Units, rounded up to a multiple of four; the others have no weight. */
  readonly width: number;
  /** Float64Array [inputs * width] */
  readonly kernel: Float64Array;
  /** Float64Array [width] */
  readonly bias: Float64Array;
  /** Float64Array [width], reused */
  readonly outputs: Float64Array;
  /** Which inputs are on: where their weights start, and their values; reused. */
  readonly starts: Int32Array;
  readonly active: Float64Array;
}

function prepare({ inputs, units, kernel, bias }: DenseLayer, before: DenseLayer): Prepared {
  const width = 4 * Math.ceil(units / 4);
  const wide = new Float64Array(inputs * width);
  for (let input = 0; input < inputs; input++) {
    for (let unit = 0; unit < units; unit++) {
      wide[input * width + unit] = kernel[input * units + unit];
    }
  }
  const wideBias = new Float64Array(width);
  wideBias.set(bias);
  return {
    ...{ inputs, width, kernel: wide, bias: wideBias },
    isRelu: before.activation === 'relu',
    outputs: new Float64Array(width),
    starts: new Int32Array(inputs),
    active: new Float64Array(inputs),
  };
}

/** Activates the values and applies a layer. @returns its outputs, before their activation */
function apply(layer: Prepared, values: Float64Array): Float64Array {
  const { inputs, isRelu, width, kernel, bias, outputs, starts, active } = layer;
  let count = 0;
  for (let input = 0; input < inputs; input++) {
    const value = values[input];
    // Written always, counted only where it is on: a branch would be guessed wrongly half the time.
    starts[count] = input * width;
    active[count] = value;
    count += value > 0 || !isRelu ? 1 : 0;
  }
  for (let unit = 0; unit < width; unit += 4) {
    let a = bias[unit];
    let b = bias[unit + 1];
    let c = bias[unit + 2];
    let d = bias[unit + 3];
    for (let at = 0; at < count; at++) {
      const value = active[at];
      const start = starts[at] + unit;
      a += value * kernel[start];
      b += value * kernel[start + 1];
      c += value * kernel[start + 2];
      d += value * kernel[start + 3];
    }
    outputs[unit] = a;
    outputs[unit + 1] = b;
    outputs[unit + 2] = c;
    outputs[unit + 3] = d;
  }
  return outputs;
}
