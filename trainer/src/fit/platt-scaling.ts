import { sigmoid, type PlattScaling, type TemperatureScaling } from '@churn-card/models';

/**
 * How far slope and bias of a network that was trained on the customers as they are may be expected
 * from 1 and 0, as a standard deviation: training on log-loss calibrates by itself, on several times
 * more customers than are held back. A thousand of them alone know the bias to about 0.1.
 */
export const USUAL_SPREAD = 0.05;

/**
 * Fits temperature and bias: the two numbers that make the logits' log-loss smallest on customers
 * whom the network was not trained on. The problem is convex in `slope = 1 / temperature` and
 * `bias`, so Newton's method with step halving finds the one minimum (Platt 1999; Lin et al. 2007).
 *
 * @param logits [rows] of the network
 * @param left [rows] 1 for those who left
 * @param spread of a normal prior around 1 and 0; Infinity where the network was trained on
 *   weighed or repeated customers and may be anywhere
 */
export function fitPlatt(
  logits: ArrayLike<number>,
  left: ArrayLike<number>,
  spread: number = Infinity,
): PlattScaling {
  const { slope, bias } = fitLine(logits, left, spread, true);
  return { method: 'platt', temperature: 1 / slope, bias: Math.min(Math.max(bias, -50), 50) };
}

/** As `fitPlatt`, without a bias (Guo et al. 2017). */
export function fitTemperature(
  logits: ArrayLike<number>,
  left: ArrayLike<number>,
  spread: number = Infinity,
): TemperatureScaling {
  const { slope } = fitLine(logits, left, spread, false);
  return { method: 'temperature', temperature: 1 / slope };
}

function fitLine(
  logits: ArrayLike<number>,
  left: ArrayLike<number>,
  spread: number,
  hasBias: boolean,
): Line {
  const pull = Math.max(1 / (spread ** 2 * logits.length), SMALLEST_PULL);
  let state = { slope: 1, bias: 0 };
  let loss = penalizedLoss(logits, left, state, pull);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const step = newtonStep(logits, left, state, pull, hasBias);
    let size = 1;
    let next = move(state, step, size);
    let nextLoss = penalizedLoss(logits, left, next, pull);
    while (nextLoss > loss && size > SMALLEST_STEP) {
      size /= 2;
      next = move(state, step, size);
      nextLoss = penalizedLoss(logits, left, next, pull);
    }
    if (!(nextLoss < loss)) break;
    [state, loss] = [next, nextLoss];
  }
  // A slope of zero or below would say that the network knows nothing, or the opposite.
  const slope = Math.min(Math.max(state.slope, SMALLEST_SLOPE), 1 / SMALLEST_SLOPE);
  return { slope, bias: state.bias };
}

const MOST_ITERATIONS = 100;
const SMALLEST_STEP = 1e-8;
const SMALLEST_SLOPE = 1e-3;
/** Keeps the slope finite where the logits part the two kinds without a mistake. */
const SMALLEST_PULL = 1e-6;

interface Line {
  readonly slope: number;
  readonly bias: number;
}

function move(state: Line, step: Line, size: number): Line {
  return { slope: state.slope - size * step.slope, bias: state.bias - size * step.bias };
}

function penalizedLoss(
  logits: ArrayLike<number>,
  left: ArrayLike<number>,
  state: Line,
  pull: number,
): number {
  let sum = 0;
  for (let row = 0; row < logits.length; row++) {
    const logit = state.slope * logits[row] + state.bias;
    sum += Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(logit, 0) - left[row] * logit;
  }
  return sum / logits.length + (pull / 2) * ((state.slope - 1) ** 2 + state.bias ** 2);
}

/** Gradient over Hessian, two by two, or of the slope alone. */
function newtonStep(
  logits: ArrayLike<number>,
  left: ArrayLike<number>,
  state: Line,
  pull: number,
  hasBias: boolean,
): Line {
  const rows = logits.length;
  let slopeGradient = pull * (state.slope - 1);
  let biasGradient = pull * state.bias;
  let slopeSlope = pull;
  let slopeBias = 0;
  let biasBias = pull;
  for (let row = 0; row < rows; row++) {
    const probability = sigmoid(state.slope * logits[row] + state.bias);
    const error = (probability - left[row]) / rows;
    const weight = (probability * (1 - probability)) / rows;
    slopeGradient += error * logits[row];
    biasGradient += error;
    slopeSlope += weight * logits[row] ** 2;
    slopeBias += weight * logits[row];
    biasBias += weight;
  }
  if (!hasBias) return { slope: slopeGradient / slopeSlope, bias: 0 };
  const determinant = slopeSlope * biasBias - slopeBias ** 2;
  return {
    slope: (biasBias * slopeGradient - slopeBias * biasGradient) / determinant,
    bias: (slopeSlope * biasGradient - slopeBias * slopeGradient) / determinant,
  };
}
