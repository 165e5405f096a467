import * as tf from '@tensorflow/tfjs-core';
import { shuffle, type DenseLayer, type Network } from '@churn-card/models';
import type { Config } from '../config/config-schema.ts';
import { normal, randomStream } from '../random.ts';
import { createAdam } from './adam.ts';
import { pickExamples, type Examples } from './examples.ts';
import { logLossGradient, meanLogLoss } from './log-loss.ts';

export interface NetworkOptions extends Omit<Config['network'], 'encoding'> {
  /** Of the learning rate over the epochs: the same all the time, or half a cosine down to 0. */
  readonly schedule?: 'constant' | 'cosine';
}

/** How training stands after an epoch. Losses are mean log-losses before calibration. */
export interface Epoch {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
  /** The epoch with the smallest validation loss so far. */
  readonly bestEpoch: number;
}

/** An epoch as it happens. */
export interface LiveEpoch extends Epoch {
  /** Where training ends unless the validation loss falls again. */
  readonly lastEpoch: number;
}

export interface Watch<T = LiveEpoch> {
  readonly onEpoch?: (epoch: T) => void;
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
  const rows = Array.from(train.left.keys());
  const layers = createLayers(train.width, options.hidden, randomStream(seed, 'init'));
  const learn = createStep(layers, options, randomStream(seed, 'dropout'));
  const history: Epoch[] = [];
  let best = { loss: Infinity, epoch: 0, layers: copyLayers(layers) };
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    if (epoch - best.epoch > options.patience) break;
    shuffle(rows, order);
    const learningRate = rateOf(epoch, options);
    let sum = 0;
    for (let start = 0; start < rows.length; start += options.batchSize) {
      const batch = pickExamples(train, rows.slice(start, start + options.batchSize));
      sum += batch.left.length * learn(batch, learningRate);
    }
    const validationLoss = evaluate(layers, validation);
    if (validationLoss < best.loss) {
      best = { loss: validationLoss, epoch, layers: copyLayers(layers) };
    }
    history.push({ epoch, trainLoss: sum / rows.length, validationLoss, bestEpoch: best.epoch });
    const lastEpoch = Math.min(options.epochs, best.epoch + options.patience);
    onEpoch?.({ ...history[history.length - 1], lastEpoch });
    // Without a pause, neither Ctrl-C nor a progress bar would get its turn.
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  }
  return { network: { inputs: train.width, layers: best.layers }, history };
}

function rateOf(epoch: number, { learningRate, epochs, schedule }: NetworkOptions): number {
  if (schedule !== 'cosine') return learningRate;
  return (learningRate * (1 + Math.cos((Math.PI * (epoch - 1)) / epochs))) / 2;
}

/** Weights as He et al. 2015 start ReLU layers; biases start at 0. */
function createLayers(
  inputs: number,
  hidden: readonly number[],
  random: () => number,
): DenseLayer[] {
  const sizes = [inputs, ...hidden, 1];
  return sizes.slice(1).map((units, index) => {
    const deviation = Math.sqrt(2 / sizes[index]);
    const length = sizes[index] * units;
    return {
      inputs: sizes[index],
      units,
      activation: index === hidden.length ? 'sigmoid' : 'relu',
      kernel: Float32Array.from({ length }, () => deviation * normal(random)),
      bias: new Float32Array(units),
    };
  });
}

function copyLayers(layers: readonly DenseLayer[]): DenseLayer[] {
  return layers.map((layer) => ({
    ...layer,
    kernel: layer.kernel.slice(),
    bias: layer.bias.slice(),
  }));
}

/** @returns a function that learns from one batch and gives its loss before the step */
function createStep(
  layers: readonly DenseLayer[],
  options: NetworkOptions,
  random: () => number,
): (batch: Examples, learningRate: number) => number {
  const adam = createAdam(
    layers.flatMap(({ kernel, bias }) => [
      { values: kernel, decays: true },
      { values: bias, decays: false },
    ]),
    options.weightDecay,
  );
  return (batch, learningRate) => {
    let loss = 0;
    let gradients: Float32Array[] = [];
    // Nothing is returned from `tidy`: it would search every number of it for tensors.
    tf.tidy(() => {
      const tensors = layers.map(toTensors);
      const passed = forward(tensors, batch, dropoutMask(options.dropout, random));
      const logits = passed.logits.dataSync<'float32'>();
      loss = meanLogLoss(logits, batch.left, batch.weights);
      const slopes = logLossGradient(logits, batch.left, batch.weights);
      const slope = tf.tensor2d(slopes, [logits.length, 1]);
      gradients = backward(tensors, passed, slope).map((tensor) => tensor.dataSync<'float32'>());
    });
    adam(gradients, learningRate);
    return loss;
  };
}

interface LayerTensors {
  readonly kernel: tf.Tensor2D;
  readonly bias: tf.Tensor1D;
}

function toTensors({ kernel, bias, inputs, units }: DenseLayer): LayerTensors {
  return { kernel: tf.tensor2d(kernel, [inputs, units]), bias: tf.tensor1d(bias) };
}

type Mask = (values: tf.Tensor2D) => tf.Tensor2D;

/** Leaves out a share of the units, and scales the others up so that sums stay as large. */
function dropoutMask(dropout: number, random: () => number): Mask | undefined {
  if (dropout === 0) return undefined;
  const kept = 1 / (1 - dropout);
  return (values) => {
    const factors = new Float32Array(values.size);
    for (let index = 0; index < factors.length; index++) {
      factors[index] = random() < dropout ? 0 : kept;
    }
    return tf.tensor2d(factors, values.shape);
  };
}

interface Passed {
  /** What goes into each layer, tensors [rows, inputs of the layer] */
  readonly inputs: readonly tf.Tensor2D[];
  /** The dropout of each hidden layer, tensors [rows, units]; empty without dropout */
  readonly masks: readonly tf.Tensor2D[];
  /** [rows, 1] */
  readonly logits: tf.Tensor2D;
}

function forward(layers: readonly LayerTensors[], batch: Examples, mask?: Mask): Passed {
  let values = tf.tensor2d(batch.inputs, [batch.left.length, batch.width]);
  const inputs = [values];
  const masks: tf.Tensor2D[] = [];
  layers.forEach(({ kernel, bias }, index) => {
    const isLast = index === layers.length - 1;
    const activation = isLast ? 'linear' : 'relu';
    values = tf.fused.matMul({ a: values, b: kernel, bias, activation }) as tf.Tensor2D;
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
 * Matrices are turned before they are multiplied, since WebAssembly is slow at doing both at once.
 *
 * @param slope the loss by each logit, [rows, 1]
 * @returns the loss by each weight: kernel and bias of each layer in turn
 */
function backward(
  layers: readonly LayerTensors[],
  { inputs, masks }: Passed,
  slope: tf.Tensor2D,
): tf.Tensor[] {
  const gradients: tf.Tensor[] = [];
  let delta = slope;
  for (let index = layers.length - 1; index >= 0; index--) {
    gradients.unshift(tf.matMul(tf.transpose(inputs[index]), delta), tf.sum(delta, 0));
    if (index === 0) break;
    const isActive = tf.cast(tf.greater(inputs[index], 0), 'float32');
    delta = tf.mul(tf.matMul(delta, tf.transpose(layers[index].kernel)), isActive);
    if (masks.length > 0) delta = tf.mul(delta, masks[index - 1]);
  }
  return gradients;
}

function evaluate(layers: readonly DenseLayer[], data: Examples): number {
  return tf.tidy(() => {
    const { logits } = forward(layers.map(toTensors), data);
    return meanLogLoss(logits.dataSync<'float32'>(), data.left, data.weights);
  });
}
