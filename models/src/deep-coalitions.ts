import type { Network } from './network.ts';
import { RestOfNetwork } from './rest-of-network.ts';

/**
 * What one background row says about every coalition, for a network with several hidden layers, the first
 * of them with a ReLU: as `CoalitionLogits`, but what settled units give is a vector, the second layer
 * before its activation, and every coalition is taken through the layers after it.
 */
export class DeepCoalitions {
  /** Float64Array [2^players]: bit p of an index tells whether the player at place p has joined. */
  readonly logits: Float64Array;
  readonly #players: number;
  readonly #units: number;
  /** Units of the second layer. */
  readonly #width: number;
  /** Float64Array [units * width] */
  readonly #kernel: Float64Array;
  readonly #bias: Float64Array;
  /** What follows the second layer. */
  readonly #rest: RestOfNetwork;
  /** Float64Array [players * units]: what joining adds to the first layer. */
  readonly #joining: Float64Array;
  /** Float64Array [(players + 1) * units]: the most and the least that the players from a place on can add. */
  readonly #rise: Float64Array;
  readonly #fall: Float64Array;
  readonly #levels: readonly Level[];

  constructor(players: number, { layers }: Network) {
    const [first, second] = layers;
    this.logits = new Float64Array(2 ** players);
    this.#players = players;
    this.#units = first.units;
    this.#width = second.units;
    this.#kernel = Float64Array.from(second.kernel);
    this.#bias = Float64Array.from(second.bias);
    this.#rest = new RestOfNetwork({ inputs: first.units, layers: layers.slice(1) });
    this.#joining = new Float64Array(players * first.units);
    this.#rise = new Float64Array((players + 1) * first.units);
    this.#fall = new Float64Array((players + 1) * first.units);
    this.#levels = Array.from({ length: players + 1 }, () => {
      const own = new Float64Array(players * second.units);
      return {
        undecided: new Int32Array(first.units),
        values: new Float64Array(first.units),
        sums: new Float64Array(second.units),
        own,
        slopes: own,
      };
    });
  }

  /**
   * Fills `logits`.
   *
   * @param empty [units] the first layer before its ReLU, nobody playing
   * @param joinings [players][units] what each player's joining adds to it
   */
  fill(empty: ArrayLike<number>, joinings: readonly ArrayLike<number>[]): void {
    const [level] = this.#levels;
    level.own.fill(0);
    level.slopes = level.own;
    level.sums.set(this.#bias);
    for (let unit = 0; unit < this.#units; unit++) {
      level.undecided[unit] = unit;
      level.values[unit] = empty[unit];
      for (let player = this.#players - 1; player >= 0; player--) {
        const at = player * this.#units + unit;
        const added = joinings[player][unit];
        this.#joining[at] = added;
        this.#rise[at] = this.#rise[at + this.#units] + Math.max(added, 0);
        this.#fall[at] = this.#fall[at + this.#units] + Math.min(added, 0);
      }
    }
    this.#descend(0, 0, this.#units);
  }

  /** @param place the player to decide on next @param count of units that are undecided */
  #descend(place: number, coalition: number, count: number): void {
    if (place === this.#players) {
      this.logits[coalition] = this.#rest.logit(this.#levels[place].sums);
      return;
    }
    this.#decide(place, coalition, count, false);
    this.#decide(place, coalition | (1 << place), count, true);
  }

  #decide(place: number, coalition: number, count: number, hasJoined: boolean): void {
    const { undecided, values, sums, slopes } = this.#levels[place];
    const next = this.#levels[place + 1];
    const own = place * this.#units;
    const later = own + this.#units;
    const slope = place * this.#width;
    for (let at = 0; at < this.#width; at++) {
      next.sums[at] = hasJoined ? sums[at] + slopes[slope + at] : sums[at];
    }
    // Shared with the level before until something is settled here.
    next.slopes = slopes;
    let left = 0;
    for (let index = 0; index < count; index++) {
      const unit = undecided[index];
      const value = hasJoined ? values[index] + this.#joining[own + unit] : values[index];
      if (value + this.#rise[later + unit] <= 0) continue;
      if (value + this.#fall[later + unit] >= 0) {
        this.#settle(place + 1, unit, value, slopes);
        continue;
      }
      next.undecided[left] = unit;
      next.values[left] = value;
      left++;
    }
    this.#descend(place + 1, coalition, left);
  }

  /** From here on the unit is linear: it moves the second layer by what it holds, and by who joins. */
  #settle(place: number, unit: number, value: number, before: Float64Array): void {
    const level = this.#levels[place];
    const width = this.#width;
    const weights = unit * width;
    for (let at = 0; at < width; at++) level.sums[at] += value * this.#kernel[weights + at];
    if (place === this.#players) return;
    if (level.slopes !== level.own) {
      level.own.set(before.subarray(place * width), place * width);
      level.slopes = level.own;
    }
    for (let player = place; player < this.#players; player++) {
      const added = this.#joining[player * this.#units + unit];
      const start = player * width;
      for (let at = 0; at < width; at++) {
        level.own[start + at] += added * this.#kernel[weights + at];
      }
    }
  }
}

/** What is known before a player is decided on, reused from coalition to coalition. */
interface Level {
  /** Int32Array [units], those that some coalition below may turn on and another one off */
  readonly undecided: Int32Array;
  /** Float64Array [units], at the same index: what they hold so far */
  readonly values: Float64Array;
  /** Float64Array [width]: the second layer without the units that are undecided */
  readonly sums: Float64Array;
  /** Float64Array [players * width]: what the joining of each player to come adds to it */
  slopes: Float64Array;
  readonly own: Float64Array;
}
