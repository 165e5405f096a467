import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensor } from '@tensorflow/tfjs-core/dist/tensor_types.js';
import { shuffle, type Network } from '@churn-card/models';
import type { Config } from '../config-schema.ts';
import { normal, randomStream } from '../random.ts';
import { balance } from './imbalance.ts';
import { logLossGradient, meanLogLoss, type ClassWeights } from './log-loss.ts';

export type NetworkOptions = Config['network'];

/** Customers as the network sees them. */
export interface Examples {
  /** Float32Array [rows * width], row by row */
  readonly inputs: Float32Array;
  /** Float32Array [rows], 1 for those who left */
  readonly left: Float32Array;
  readonly width: number;
}

/** How training stands after an epoch. Losses are mean log-losses before calibration. */
export interface Epoch {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
  /** The epoch with the smallest validation loss so far. */
  readonly bestEpoch: number;
}

export interface Watch {
  readonly onEpoch?: (epoch: Epoch) => void;
  readonly signal?: AbortSignal;
}

/**
 * Trains hidden ReLU layers and a sigmoid unit on binary cross-entropy with Adam (Kingma & Ba
 * 2015), dropout (Srivastava et al. 2014) and decoupled weight decay (Loshchilov & Hutter 2019).
 * Stops when the validation loss has not fallen for `patience` epochs and returns the weights of
 * the best one.
 *
 * The steps are written out: that is faster than `model.fit`, and every draw of chance comes from
 * a named stream, so one seed gives the same weights on one backend.
 *
 * @throws the signal's reason where it is aborted
 */
export async function fitNetwork(
  train: Examples,
  validation: Examples,
  options: NetworkOptions,
  seed: number,
  { onEpoch, signal }: Watch = {},
): Promise<{ network: Network; history: Epoch[] }> {
  const order = randomStream(seed, 'shuffle');
  const { trainWeights, validationWeights, epochRows } = balance(train.left, options.imbalance);
  const layers = createLayers(train.width, options.hidden, randomStream(seed, 'init'));
  const optimizer = tf.train.adam(options.learningRate);
  const step = createStep(layers, optimizer, options, trainWeights, randomStream(seed, 'dropout'));
  const history: Epoch[] = [];
  let best = { loss: Infinity, epoch: 0, network: readNetwork(layers) };
  try {
    for (let epoch = 1; epoch - best.epoch <= options.patience; epoch++) {
      if (epoch > options.epochs) break;
      const rows = epochRows(order);
      shuffle(rows, order);
      let sum = 0;
      for (let start = 0; start < rows.length; start += options.batchSize) {
        const batch = gather(train, rows.slice(start, start + options.batchSize));
        sum += batch.left.length * step(batch);
      }
      const validationLoss = evaluate(layers, validation, validationWeights);
      if (validationLoss < best.loss) {
        best = { loss: validationLoss, epoch, network: readNetwork(layers) };
      }
      history.push({ epoch, trainLoss: sum / rows.length, validationLoss, bestEpoch: best.epoch });
      onEpoch?.(history[history.length - 1]);
      // Without a pause, neither Ctrl-C nor a progress bar would get its turn.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    }
  } finally {
    optimizer.dispose();
    for (const { kernel, bias } of layers) tf.dispose([kernel, bias]);
  }
  return { network: best.network, history };
}

interface Layer {
  readonly kernel: tf.Variable<tf.Rank.R2>;
  readonly bias: tf.Variable<tf.Rank.R1>;
}

/** Weights as He et al. 2015 start ReLU layers; biases start at 0. */
function createLayers(inputs: number, hidden: readonly number[], random: () => number): Layer[] {
  const sizes = [inputs, ...hidden, 1];
  return sizes.slice(1).map((units, index) => {
    const deviation = Math.sqrt(2 / sizes[index]);
    const weights = Float32Array.from({ length: sizes[index] * units }, () => {
      return deviation * normal(random);
    });
    return {
      kernel: tf.variable(tf.tensor2d(weights, [sizes[index], units])),
      bias: tf.variable(tf.zeros<tf.Rank.R1>([units])),
    };
  });
}

/** @returns a function that learns from one batch and gives its loss before the step */
function createStep(
  layers: readonly Layer[],
  optimizer: tf.AdamOptimizer,
  { learningRate, weightDecay, dropout }: NetworkOptions,
  weights: ClassWeights,
  random: () => number,
): (batch: Examples) => number {
  const mask = (values: tf.Tensor2D): tf.Tensor2D => {
    const kept = 1 / (1 - dropout);
    const factors = Float32Array.from({ length: values.size }, () => {
      return random() < dropout ? 0 : kept;
    });
    return tf.tensor2d(factors, values.shape);
  };
  return ({ inputs, left, width }) =>
    tf.tidy(() => {
      const batch = tf.tensor2d(inputs, [left.length, width]);
      const passed = forward(layers, batch, dropout > 0 ? mask : undefined);
      const logits = passed.logits.dataSync<'float32'>();
      const slope = tf.tensor2d(logLossGradient(logits, left, weights), passed.logits.shape);
      optimizer.applyGradients(backward(layers, passed, slope));
      if (weightDecay > 0) {
        for (const { kernel } of layers) {
          kernel.assign(tf.mul(kernel, 1 - learningRate * weightDecay));
        }
      }
      return meanLogLoss(logits, left, weights);
    });
}

interface Passed {
  /** What goes into each layer, tensors [rows, inputs of the layer] */
  readonly inputs: readonly tf.Tensor2D[];
  /** The dropout of each hidden layer, tensors [rows, units] */
  readonly masks: readonly tf.Tensor2D[];
  /** [rows, 1] */
  readonly logits: tf.Tensor2D;
}

function forward(
  layers: readonly Layer[],
  batch: tf.Tensor2D,
  mask?: (values: tf.Tensor2D) => tf.Tensor2D,
): Passed {
  const inputs = [batch];
  const masks: tf.Tensor2D[] = [];
  let values = batch;
  layers.forEach(({ kernel, bias }, index) => {
    const isLast = index === layers.length - 1;
    const activation = isLast ? 'linear' : 'relu';
    const a: tf.Tensor2D = values;
    values = tf.fused.matMul({ a, b: kernel, bias, activation }) as tf.Tensor2D;
    if (isLast) return;
    if (mask) {
      masks.push(mask(values));
      values = tf.mul(values, masks[index]);
    }
    inputs.push(values);
  });
  return { inputs, masks, logits: values };
}

/**
 * Back-propagation, by hand: the library ships its gradients only with the bundle for browsers.
 *
 * @param slope the loss by each logit, [rows, 1]
 * @returns the loss by each weight, under the names of the variables
 */
function backward(
  layers: readonly Layer[],
  { inputs, masks }: Passed,
  slope: tf.Tensor2D,
): NamedTensor[] {
  const gradients: NamedTensor[] = [];
  let delta = slope;
  for (let index = layers.length - 1; index >= 0; index--) {
    const { kernel, bias } = layers[index];
    gradients.push(
      { name: kernel.name, tensor: tf.matMul(inputs[index], delta, true, false) },
      { name: bias.name, tensor: tf.sum(delta, 0) },
    );
    if (index === 0) break;
    const isActive = tf.cast(tf.greater(inputs[index], 0), 'float32');
    delta = tf.mul(tf.matMul(delta, kernel, false, true), isActive);
    if (masks.length > 0) delta = tf.mul(delta, masks[index - 1]);
  }
  return gradients;
}

function evaluate(layers: readonly Layer[], data: Examples, weights: ClassWeights): number {
  return tf.tidy(() => {
    const inputs = tf.tensor2d(data.inputs, [data.left.length, data.width]);
    const logits = forward(layers, inputs).logits.dataSync<'float32'>();
    return meanLogLoss(logits, data.left, weights);
  });
}

function gather({ inputs, left, width }: Examples, rows: readonly number[]): Examples {
  const batch = new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    batch.set(inputs.subarray(row * width, (row + 1) * width), index * width);
  });
  return { inputs: batch, left: Float32Array.from(rows, (row) => left[row]), width };
}

function readNetwork(layers: readonly Layer[]): Network {
  return {
    inputs: layers[0].kernel.shape[0],
    layers: layers.map(({ kernel, bias }, index) => ({
      inputs: kernel.shape[0],
      units: kernel.shape[1],
      activation: index === layers.length - 1 ? 'sigmoid' : 'relu',
      kernel: kernel.dataSync<'float32'>().slice(),
      bias: bias.dataSync<'float32'>().slice(),
    })),
  };
}
