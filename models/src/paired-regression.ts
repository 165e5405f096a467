import { choleskyFactor, invertLower, placeOf } from './cholesky.ts';

/** A matrix is singular up to rounding where its factor has a pivot this small beside the others. */
const SMALLEST_PIVOT = 1e-6;

/**
 * The weighted least squares of the kernel that makes Shapley values (Lundberg & Lee 2017, theorem 2),
 * over coalitions that come with their complements: such a pair is one observation.
 *
 * Coalitions of each size come as often as those of any other, which is how much they weigh in the
 * result (leverage scores; Musco & Witter 2025).
 */
export class PairedRegression {
  readonly #players: number;
  /** Packed lower triangle: sum of weight z zᵀ. */
  readonly #matrix: Float64Array;
  /** Sum of weight z difference. */
  readonly #vector: Float64Array;
  readonly #pairs: Pair[] = [];

  constructor(players: number) {
    this.#players = players;
    this.#matrix = new Float64Array((players * (players + 1)) / 2);
    this.#vector = new Float64Array(players);
  }

  get pairs(): number {
    return this.#pairs.length;
  }

  /**
   * @param members who is in the coalition, not everybody and not nobody
   * @param gain half the distance between the worth of the coalition and that of its complement, less
   *   what an even share for everybody would make it
   */
  add(members: readonly number[], gain: number): void {
    const size = members.length;
    const share = size / this.#players;
    const z = new Float64Array(this.#players).fill(-share);
    for (const member of members) z[member] = 1 - share;
    const weight = 1 / (size * (this.#players - size));
    let place = 0;
    for (let row = 0; row < this.#players; row++) {
      const weighted = weight * z[row];
      for (let column = 0; column <= row; column++) this.#matrix[place++] += weighted * z[column];
      this.#vector[row] += weighted * gain;
    }
    this.#pairs.push({ z, weight, gain });
  }

  /**
   * @returns what each player has beyond an even share, which sums to 0, with standard errors that
   *   hold whatever the spread of each pair (White 1980); null where there are too few pairs to tell
   */
  solve(): Solved | null {
    const n = this.#players;
    const count = this.#pairs.length;
    if (count < n) return null;
    const inverse = this.#inverse();
    if (!inverse) return null;
    const points = multiply(inverse, this.#vector);
    // The sandwich: inverse, spread of what each pair pulls, inverse.
    const variances = new Float64Array(n);
    for (const { z, weight, gain } of this.#pairs) {
      const residual = gain - dot(z, points);
      const pulled = multiply(inverse, z);
      for (let player = 0; player < n; player++) {
        variances[player] += (weight * residual * pulled[player]) ** 2;
      }
    }
    const freedom = count / Math.max(1, count - n + 1);
    return { points, standardErrors: variances.map((value) => Math.sqrt(value * freedom)) };
  }

  /** Of the matrix with a one for everybody's even share, along which it is flat. @returns full, [n * n] */
  #inverse(): Float64Array | null {
    const n = this.#players;
    const matrix = this.#matrix.slice();
    let trace = 0;
    for (let player = 0; player < n; player++) trace += matrix[placeOf(player, player)];
    for (let place = 0; place < matrix.length; place++) matrix[place] += trace / n;
    const lower = choleskyFactor(matrix, n);
    if (!lower) return null;
    let [smallest, largest] = [Infinity, 0];
    for (let player = 0; player < n; player++) {
      const pivot = lower[placeOf(player, player)];
      smallest = Math.min(smallest, pivot);
      largest = Math.max(largest, pivot);
    }
    if (smallest < SMALLEST_PIVOT * largest) return null;
    const half = invertLower(lower, n);
    const inverse = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = Math.max(i, j); k < n; k++) sum += half[placeOf(k, i)] * half[placeOf(k, j)];
        inverse[i * n + j] = sum;
      }
    }
    return inverse;
  }
}

export interface Solved {
  /** Float64Array [players] */
  readonly points: Float64Array;
  readonly standardErrors: Float64Array;
}

interface Pair {
  /** Float64Array [players]: 1 for members, less the share of members. */
  readonly z: Float64Array;
  readonly weight: number;
  readonly gain: number;
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  const product = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let column = 0; column < n; column++) sum += matrix[row * n + column] * vector[column];
    product[row] = sum;
  }
  return product;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}
