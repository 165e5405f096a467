/** Step sizes of Adam as in its paper. */
const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const EPSILON = 1e-8;

/** A group of weights that learn together, changed in place. */
export interface Parameter {
  /** Float32Array [weights] */
  readonly values: Float32Array;
  /** Whether weight decay shrinks it. Biases are left alone. */
  readonly decays: boolean;
}

/**
 * Adam (Kingma & Ba 2015) with decoupled weight decay (Loshchilov & Hutter 2019). Written out,
 * since TensorFlow.js has no such decay and takes ten passes over every weight for a step.
 *
 * @returns a function that takes one step down the gradients, [parameters][weights]
 */
export function createAdam(
  parameters: readonly Parameter[],
  weightDecay: number,
): (gradients: readonly ArrayLike<number>[], learningRate: number) => void {
  const means = parameters.map(({ values }) => new Float64Array(values.length));
  const squares = parameters.map(({ values }) => new Float64Array(values.length));
  let steps = 0;
  return (gradients, learningRate) => {
    steps++;
    // The averages start at 0; this makes up for it.
    const meanScale = 1 / (1 - MEAN_DECAY ** steps);
    const squareScale = 1 / (1 - SQUARE_DECAY ** steps);
    parameters.forEach(({ values, decays }, index) => {
      const gradient = gradients[index];
      const mean = means[index];
      const square = squares[index];
      const keep = decays ? 1 - learningRate * weightDecay : 1;
      for (let i = 0; i < values.length; i++) {
        mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * gradient[i];
        square[i] = SQUARE_DECAY * square[i] + (1 - SQUARE_DECAY) * gradient[i] * gradient[i];
        const step = (mean[i] * meanScale) / (Math.sqrt(square[i] * squareScale) + EPSILON);
        values[i] = keep * values[i] - learningRate * step;
      }
    });
  };
}
