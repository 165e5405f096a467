import type { DenseLayer, Network } from '@churn-card/models';
import { TrainerError } from '../trainer-error.ts';
import { compose, identity, type Affine } from './affine.ts';
import { describeLayer, type KerasLayer } from './keras-layer.ts';
import type { Step } from './keras-steps.ts';

/**
 * Makes one network of hidden ReLU layers and a sigmoid unit that computes what the steps do:
 * neighbors without an activation between them become one layer, a softmax over two classes the
 * sigmoid of their difference, and an output without activation is read as a logit.
 *
 * @throws TrainerError where they compute something else
 */
export function foldSteps(steps: readonly Step[]): Network {
  const layers: DenseLayer[] = [];
  let width: number | undefined;
  let pending: Affine | undefined;
  let end: Step | undefined;
  for (const step of steps) {
    if (end) throw refusal(step.layer, `comes after the ${describeLayer(end.layer)} that ends it`);
    if ('affine' in step) {
      if (width !== undefined && step.affine.inputs !== width) {
        throw refusal(step.layer, `reads ${step.affine.inputs} values, and gets ${width}`);
      }
      pending = pending ? compose(pending, step.affine) : step.affine;
      width = pending.units;
    } else if (width === undefined) {
      throw refusal(step.layer, 'comes before the first Dense layer');
    } else if (step.activation === 'relu') {
      layers.push(denseLayer(pending ?? identity(width), 'relu'));
      pending = undefined;
    } else {
      end = step;
    }
  }
  if (width === undefined) throw new TrainerError('it has no Dense layer');
  if (!pending && !end) throw new TrainerError('it ends with relu, which says nothing of 0 to 1');
  const output = lastUnit(pending ?? identity(width), end);
  layers.push(denseLayer(output, 'sigmoid'));
  if (layers.length > MOST_LAYERS) {
    throw new TrainerError(`it has ${layers.length} layers once folded: at most ${MOST_LAYERS}`);
  }
  return { inputs: layers[0].inputs, layers };
}

/** models takes no more. */
const MOST_LAYERS = 16;

/** One unit whose sum is the logit of leaving. */
function lastUnit(output: Affine, end: Step | undefined): Affine {
  const isSoftmax = end !== undefined && 'activation' in end && end.activation === 'softmax';
  if (isSoftmax && output.units === 2) return compose(output, SECOND_OVER_FIRST);
  if (!isSoftmax && output.units === 1) return output;
  throw new TrainerError(
    `it ends with ${output.units} units${isSoftmax ? ' and softmax' : ''}: one unit with sigmoid, or two with softmax, say who leaves`,
  );
}

/** softmax([a, b])[1] = sigmoid(b - a) */
const SECOND_OVER_FIRST: Affine = {
  inputs: 2,
  units: 1,
  kernel: Float64Array.of(-1, 1),
  bias: Float64Array.of(0),
};

function denseLayer(
  { inputs, units, kernel, bias }: Affine,
  activation: 'relu' | 'sigmoid',
): DenseLayer {
  return {
    inputs,
    units,
    activation,
    kernel: Float32Array.from(kernel),
    bias: Float32Array.from(bias),
  };
}

function refusal(layer: KerasLayer, what: string): TrainerError {
  return new TrainerError(`${describeLayer(layer)} ${what}`);
}
