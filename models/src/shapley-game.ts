import type { Background } from './background.ts';
import { calibrate, type Calibration } from './calibration.ts';
import type { DenseLayer, Network } from './network.ts';
import type { FeatureInputs } from './preprocess.ts';
import { RestOfNetwork } from './rest-of-network.ts';

/** The features that join together: usually one. */
export type Player = readonly FeatureInputs[];

/**
 * The game whose Shapley values explain a score: the players are features, and a coalition is
 * worth the probability when its features are the customer's and the others the background's.
 *
 * The first layer is linear in its inputs, so what each feature adds to it is worked out once;
 * a coalition then costs sums over the first layer's units and the rest of the network.
 */
export class ShapleyGame {
  readonly players: number;
  readonly backgroundRows: number;
  /** [backgroundRows], sums to 1 */
  readonly weights: Float64Array;
  /** Units of the first layer. */
  readonly units: number;
  readonly #network: Network;
  readonly #rest: RestOfNetwork;
  readonly calibration: Calibration;
  /** The unit after the first layer, where that is the only hidden one and has a ReLU. */
  readonly lastLayer: DenseLayer | null;
  /** The network, where it has several hidden layers and a ReLU after the first. */
  readonly deepNetwork: Network | null;
  /** Float64Array [backgroundRows * units]: the first layer before its activation, nobody playing. */
  readonly #empty: Float64Array;
  /** Float64Array [players * backgroundRows * units]: what a player's joining adds to it. */
  readonly #joining: Float64Array;

  constructor(
    network: Network,
    calibration: Calibration,
    players: readonly Player[],
    background: Background,
    inputs: Float32Array,
  ) {
    const [first, ...rest] = network.layers;
    this.players = players.length;
    this.backgroundRows = background.rows.length;
    this.weights = Float64Array.from(background.weights);
    this.units = first.units;
    this.#network = network;
    this.#rest = new RestOfNetwork(network);
    this.calibration = calibration;
    this.lastLayer = rest.length === 1 && first.activation === 'relu' ? rest[0] : null;
    this.deepNetwork = rest.length > 1 && first.activation === 'relu' ? network : null;
    this.#empty = new Float64Array(this.backgroundRows * first.units);
    this.#joining = new Float64Array(this.players * this.backgroundRows * first.units);
    background.rows.forEach((row, index) => this.#prepare(players, row, index, inputs));
  }

  /** The first layer before its activation, nobody playing. @returns Float64Array [units], not a copy */
  empty(backgroundRow: number): Float64Array {
    const start = backgroundRow * this.units;
    return this.#empty.subarray(start, start + this.units);
  }

  /** What a player's joining adds to it. @returns Float64Array [units], not a copy */
  joining(player: number, backgroundRow: number): Float64Array {
    const start = (player * this.backgroundRows + backgroundRow) * this.units;
    return this.#joining.subarray(start, start + this.units);
  }

  /** Writes the first layer for an empty coalition. @param into Float64Array [units] */
  start(backgroundRow: number, into: Float64Array): void {
    const offset = backgroundRow * this.units;
    for (let unit = 0; unit < this.units; unit++) into[unit] = this.#empty[offset + unit];
  }

  /** Writes `from` with one more player joined. @param from, into Float64Array [units] */
  join(player: number, backgroundRow: number, from: Float64Array, into: Float64Array): void {
    const offset = (player * this.backgroundRows + backgroundRow) * this.units;
    for (let unit = 0; unit < this.units; unit++) {
      into[unit] = from[unit] + this.#joining[offset + unit];
    }
  }

  /** @returns the calibrated probability for a first layer made by `start` and `join` */
  worth(firstLayer: Float64Array): number {
    const [first, last] = this.#network.layers;
    switch (this.#network.layers.length) {
      case 1:
        return calibrate(this.calibration, firstLayer[0]);
      case 2:
        return calibrate(
          this.calibration,
          lastUnit(last, firstLayer, first.activation === 'linear'),
        );
      default:
        return calibrate(this.calibration, this.#rest.logit(firstLayer));
    }
  }

  #prepare(
    players: readonly Player[],
    row: readonly number[],
    index: number,
    inputs: Float32Array,
  ): void {
    const { kernel, bias } = this.#network.layers[0];
    const units = this.units;
    const start = index * units;
    for (let unit = 0; unit < units; unit++) this.#empty[start + unit] = bias[unit];
    players.forEach((features, player) => {
      const offset = (player * this.backgroundRows + index) * units;
      for (const feature of features) {
        for (let input = feature.start; input < feature.start + feature.width; input++) {
          const difference = inputs[input] - row[input];
          for (let unit = 0; unit < units; unit++) {
            const weight = kernel[input * units + unit];
            this.#empty[start + unit] += row[input] * weight;
            this.#joining[offset + unit] += difference * weight;
          }
        }
      }
    });
  }
}

/** The one unit after the first layer, in one pass: networks with one hidden layer are the rule. */
function lastUnit({ kernel, bias }: DenseLayer, firstLayer: Float64Array, linear: boolean): number {
  let sum = bias[0];
  for (let unit = 0; unit < firstLayer.length; unit++) {
    const value = firstLayer[unit];
    // Half the units are off, and which ones cannot be foretold: a branch would cost more.
    sum += (linear ? value : Math.max(value, 0)) * kernel[unit];
  }
  return sum;
}
