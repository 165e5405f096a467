import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '@churn-card/models';
import { normal, randomStream } from '../random.ts';
import { shuffle } from '@churn-card/models';

/** Customers as the network sees them. */
export interface Examples {
  /** Float32Array [rows * width], row by row */
  readonly inputs: Float32Array;
  /** Float32Array [rows], 1 for those who left */
  readonly left: Float32Array;
  readonly width: number;
}

export interface NetworkOptions {
  readonly hidden: readonly number[];
  readonly dropout: number;
  readonly weightDecay: number;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly patience: number;
  readonly imbalance: 'none' | 'class-weight' | 'over-sampling';
}

export interface Epoch {
  readonly epoch: number;
  readonly epochs: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
  readonly bestEpoch: number;
}

interface Layer {
  readonly kernel: tf.Variable<tf.Rank.R2>;
  readonly bias: tf.Variable<tf.Rank.R1>;
}

export async function fitNetwork(
  train: Examples,
  validation: Examples,
  options: NetworkOptions,
  seed: number,
  watch: { onEpoch?: (epoch: Epoch) => void; signal?: AbortSignal } = {},
): Promise<{ network: Network; epochs: number }> {
  const layers = createLayers(train.width, options.hidden, randomStream(seed, 'init'));
  const optimizer = tf.train.adam(options.learningRate);
  const dropoutRandom = randomStream(seed, 'dropout');
  const shuffleRandom = randomStream(seed, 'shuffle');
  const order = Array.from(train.left.keys());
  let best = { loss: Infinity, epoch: 0, network: readNetwork(layers, train.width) };
  const weights = [1, 1];
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    shuffle(order, shuffleRandom);
    let trainLoss = 0;
    for (let start = 0; start < order.length; start += options.batchSize) {
      const batch = order.slice(start, start + options.batchSize);
      trainLoss += batch.length * step(layers, optimizer, train, batch, weights, options, dropoutRandom);
    }
    const validationLoss = evaluate(layers, validation);
    if (validationLoss < best.loss) best = { loss: validationLoss, epoch, network: readNetwork(layers, train.width) };
    watch.onEpoch?.({ epoch, epochs: options.epochs, trainLoss: trainLoss / order.length, validationLoss, bestEpoch: best.epoch });
    if (epoch - best.epoch >= options.patience) break;
  }
  return { network: best.network, epochs: best.epoch };
}

function step(layers: Layer[], optimizer: tf.Optimizer, train: Examples, batch: number[], weights: number[], options: NetworkOptions, random: () => number): number {
  return tf.tidy(() => {
    const { inputs, left } = gather(train, batch);
    const acts: tf.Tensor2D[] = [inputs];
    const masks: (tf.Tensor2D | null)[] = [];
    layers.forEach(({ kernel, bias }, i) => {
      const last = i === layers.length - 1;
      let v = tf.fused.matMul({ a: acts[i], b: kernel as unknown as tf.Tensor2D, bias: bias as unknown as tf.Tensor, activation: last ? 'linear' : 'relu' }) as tf.Tensor2D;
      if (!last && options.dropout > 0) {
        const keep = 1 - options.dropout;
        const mask = tf.tensor2d(Float32Array.from({ length: v.size }, () => (random() < keep ? 1 / keep : 0)), v.shape);
        v = tf.mul(v, mask);
        masks.push(mask);
      } else masks.push(null);
      acts.push(v);
    });
    const z = acts[layers.length].dataSync();
    let cost = 0;
    const d = new Float32Array(z.length);
    for (let i = 0; i < z.length; i++) {
      cost += Math.log1p(Math.exp(-Math.abs(z[i]))) + Math.max(z[i], 0) - z[i] * left[i];
      d[i] = (1 / (1 + Math.exp(-z[i])) - left[i]) / z.length;
    }
    let delta = tf.tensor2d(d, [z.length, 1]);
    const grads: tf.NamedTensorMap = {};
    for (let i = layers.length - 1; i >= 0; i--) {
      const { kernel, bias } = layers[i];
      grads[kernel.name] = tf.matMul(acts[i], delta, true, false);
      grads[bias.name] = tf.sum(delta, 0);
      if (i > 0) {
        delta = tf.mul(tf.matMul(delta, kernel as unknown as tf.Tensor2D, false, true), tf.cast(tf.greater(acts[i], 0), 'float32')) as tf.Tensor2D;
        const mask = masks[i - 1];
        if (mask) delta = tf.mul(delta, mask);
      }
    }
    optimizer.applyGradients(grads);
    if (options.weightDecay > 0) {
      const keep = 1 - options.learningRate * options.weightDecay;
      for (const { kernel } of layers) kernel.assign(tf.mul(kernel, keep));
    }
    return cost / z.length;
  });
}

function gather(data: Examples, batch: number[]) {
  const x = new Float32Array(batch.length * data.width);
  const y = new Float32Array(batch.length);
  batch.forEach((row, i) => {
    x.set(data.inputs.subarray(row * data.width, (row + 1) * data.width), i * data.width);
    y[i] = data.left[row];
  });
  return { inputs: tf.tensor2d(x, [batch.length, data.width]), left: y };
}

function forward(layers: Layer[], inputs: tf.Tensor2D, dropout: number, random: () => number): tf.Tensor2D {
  let v = inputs;
  layers.forEach(({ kernel, bias }, i) => {
    const last = i === layers.length - 1;
    v = tf.fused.matMul({ a: v, b: kernel as unknown as tf.Tensor2D, bias: bias as unknown as tf.Tensor, activation: last ? 'linear' : 'relu' }) as tf.Tensor2D;
    if (!last && dropout > 0) {
      const keep = 1 - dropout;
      const mask = Float32Array.from({ length: v.size }, () => (random() < keep ? 1 / keep : 0));
      v = tf.mul(v, tf.tensor2d(mask, v.shape));
    }
  });
  return v;
}

function evaluate(layers: Layer[], data: Examples): number {
  return tf.tidy(() => {
    const z = forward(layers, tf.tensor2d(data.inputs, [data.left.length, data.width]), 0, () => 0);
    return z.dataSync().reduce((sum, v, i) => sum + Math.log1p(Math.exp(-Math.abs(v))) + Math.max(v, 0) - v * data.left[i], 0) / data.left.length;
  });
}

function createLayers(width: number, hidden: readonly number[], random: () => number): Layer[] {
  const sizes = [width, ...hidden, 1];
  return sizes.slice(1).map((units, i) => {
    const deviation = Math.sqrt(2 / sizes[i]);
    const k = Float32Array.from({ length: sizes[i] * units }, () => deviation * normal(random));
    return { kernel: tf.variable(tf.tensor2d(k, [sizes[i], units])), bias: tf.variable(tf.zeros([units]) as tf.Tensor1D) };
  });
}

function readNetwork(layers: Layer[], inputs: number): Network {
  return {
    inputs,
    layers: layers.map(({ kernel, bias }, i) => ({
      inputs: kernel.shape[0], units: kernel.shape[1], activation: i === layers.length - 1 ? 'sigmoid' : 'relu',
      kernel: kernel.dataSync().slice() as Float32Array, bias: bias.dataSync().slice() as Float32Array,
    })),
  };
}
