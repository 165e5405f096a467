/**
 * What one background row says about every coalition, for a network with one hidden ReLU layer.
 *
 * The logit of a coalition is the bias of the last unit and, for each hidden unit, what passes its
 * ReLU, times a weight. Coalitions are walked depth first, one player decided at each level: kept out
 * or joined. The players still to come can move a unit only so far, so that many units are settled
 * before the last level: one that can no longer become positive is dropped, one that can no longer
 * become negative is linear, and is folded into one number for the coalition so far and one for each
 * player to come. Where no unit is left undecided, all coalitions below are sums of these numbers.
 * Nothing is approximated.
 */
export class CoalitionLogits {
  /** Float64Array [2^players]: bit p of an index tells whether the player at place p has joined. */
  readonly logits: Float64Array;
  readonly #players: number;
  readonly #units: number;
  /** Float64Array [units], 1 or -1: whether what passes the unit is added or taken away. */
  readonly #signs: Float64Array;
  /** Float64Array [players * units]: what joining adds, times the size of the unit's last weight. */
  readonly #joining: Float64Array;
  /** Float64Array [(players + 1) * units]: the most that the players from a place on can add. */
  readonly #rise: Float64Array;
  /** The same: the least, which is negative or 0. */
  readonly #fall: Float64Array;
  readonly #levels: readonly Level[];

  /** @param units of the hidden layer, those without a weight left out */
  constructor(players: number, units: number) {
    this.logits = new Float64Array(2 ** players);
    this.#players = players;
    this.#units = units;
    this.#signs = new Float64Array(units);
    this.#joining = new Float64Array(players * units);
    this.#rise = new Float64Array((players + 1) * units);
    this.#fall = new Float64Array((players + 1) * units);
    this.#levels = Array.from({ length: players + 1 }, () => ({
      undecided: new Int32Array(units),
      values: new Float64Array(units),
      slopes: new Float64Array(players),
    }));
  }

  /**
   * Fills `logits`.
   *
   * @param empty [units] the hidden layer before its ReLU, nobody playing
   * @param joinings [players][units] what each player's joining adds to it
   * @param weights [units] of the last unit
   */
  fill(
    empty: ArrayLike<number>,
    joinings: readonly ArrayLike<number>[],
    weights: ArrayLike<number>,
    bias: number,
  ): void {
    const { undecided, values, slopes } = this.#levels[0];
    slopes.fill(0);
    for (let unit = 0; unit < this.#units; unit++) {
      const size = Math.abs(weights[unit]);
      this.#signs[unit] = Math.sign(weights[unit]);
      undecided[unit] = unit;
      values[unit] = empty[unit] * size;
      for (let player = this.#players - 1; player >= 0; player--) {
        const at = player * this.#units + unit;
        const added = joinings[player][unit] * size;
        this.#joining[at] = added;
        this.#rise[at] = this.#rise[at + this.#units] + Math.max(added, 0);
        this.#fall[at] = this.#fall[at + this.#units] + Math.min(added, 0);
      }
    }
    this.#descend(0, 0, bias, this.#units);
  }

  /**
   * @param place the player to decide on next
   * @param settled the logit without the units that are undecided
   * @param count of those; which, and where they stand, is in the level of the place
   */
  #descend(place: number, coalition: number, settled: number, count: number): void {
    if (count === 0) {
      this.#fillLinear(place, coalition, settled);
      return;
    }
    const slope = this.#levels[place].slopes[place];
    this.#decide(place, coalition, settled, count, false);
    this.#decide(place, coalition | (1 << place), settled + slope, count, true);
  }

  #decide(
    place: number,
    coalition: number,
    settledBefore: number,
    count: number,
    hasJoined: boolean,
  ): void {
    const { undecided, values, slopes } = this.#levels[place];
    const next = this.#levels[place + 1];
    const units = this.#units;
    const players = this.#players;
    const joining = this.#joining;
    const own = place * units;
    const later = own + units;
    for (let player = place + 1; player < players; player++) next.slopes[player] = slopes[player];
    let settled = settledBefore;
    let left = 0;
    for (let index = 0; index < count; index++) {
      const unit = undecided[index];
      const value = hasJoined ? values[index] + joining[own + unit] : values[index];
      if (value + this.#rise[later + unit] <= 0) continue;
      if (value + this.#fall[later + unit] >= 0) {
        const sign = this.#signs[unit];
        settled += sign * value;
        for (let player = place + 1; player < players; player++) {
          next.slopes[player] += sign * joining[player * units + unit];
        }
        continue;
      }
      next.undecided[left] = unit;
      next.values[left] = value;
      left++;
    }
    this.#descend(place + 1, coalition, settled, left);
  }

  /** Every coalition of the players from this place on, besides one that is decided. */
  #fillLinear(place: number, coalition: number, settled: number): void {
    const { slopes } = this.#levels[place];
    const { logits } = this;
    const step = 1 << place;
    logits[coalition] = settled;
    let filled = step;
    for (let player = place; player < this.#players; player++) {
      const slope = slopes[player];
      for (let offset = 0; offset < filled; offset += step) {
        logits[coalition + filled + offset] = logits[coalition + offset] + slope;
      }
      filled *= 2;
    }
  }
}

/** What is known before a player is decided on, reused from coalition to coalition. */
interface Level {
  /** Int32Array [units], those that some coalition below may turn on and another one off */
  readonly undecided: Int32Array;
  /** Float64Array [units], at the same index: what they hold so far */
  readonly values: Float64Array;
  /** Float64Array [players], what the joining of each player to come adds to settled units */
  readonly slopes: Float64Array;
}
