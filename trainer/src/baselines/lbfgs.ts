/** A function to make small. @returns its value, and writes its gradient */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

const MEMORY = 10;
const MOST_ITERATIONS = 300;
const ARMIJO = 1e-4;
const SMALLEST_STEP = 1e-10;

/**
 * Finds the minimum of a smooth convex function: L-BFGS with backtracking (Nocedal & Wright 2006,
 * algorithm 7.5).
 *
 * @param start is not changed
 * @param flat stops where no part of the gradient is larger
 */
export function minimize(objective: Objective, start: Float64Array, flat: number): Float64Array {
  let point: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(point.length);
  let value = objective(point, gradient);
  const pairs: Pair[] = [];
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    if (gradient.every((part) => Math.abs(part) <= flat)) break;
    const direction = directionOf(gradient, pairs);
    const slope = dot(direction, gradient);
    let size = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    let next = move(point, direction, size);
    let nextGradient: Float64Array = new Float64Array(point.length);
    let nextValue = objective(next, nextGradient);
    while (!(nextValue <= value + ARMIJO * size * slope) && size > SMALLEST_STEP) {
      size /= 2;
      next = move(point, direction, size);
      nextGradient = new Float64Array(point.length);
      nextValue = objective(next, nextGradient);
    }
    if (!(nextValue < value)) break;
    const step = subtract(next, point);
    const change = subtract(nextGradient, gradient);
    const curvature = dot(step, change);
    if (curvature > 0) pairs.push({ step, change, curvature });
    if (pairs.length > MEMORY) pairs.shift();
    [point, gradient, value] = [next, nextGradient, nextValue];
  }
  return point;
}

/** A step that was made, and what it did to the gradient. */
interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly curvature: number;
}

/** The two loops of L-BFGS: minus the inverse Hessian, as far as the pairs know it, times the gradient. */
function directionOf(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const direction = gradient.map((part) => -part);
  const shares = pairs.toReversed().map(({ step, change, curvature }) => {
    const share = dot(step, direction) / curvature;
    addTo(direction, change, -share);
    return share;
  });
  const last = pairs.at(-1);
  const scale = last ? last.curvature / dot(last.change, last.change) : 1;
  for (let index = 0; index < direction.length; index++) direction[index] *= scale;
  pairs.forEach(({ step, change, curvature }, index) => {
    const share = shares[pairs.length - 1 - index];
    addTo(direction, step, share - dot(change, direction) / curvature);
  });
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index] * b[index];
  return sum;
}

function addTo(target: Float64Array, other: Float64Array, times: number): void {
  for (let index = 0; index < target.length; index++) target[index] += times * other[index];
}

function move(point: Float64Array, direction: Float64Array, size: number): Float64Array {
  return point.map((part, index) => part + size * direction[index]);
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((part, index) => part - b[index]);
}
