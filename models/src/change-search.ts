import { calibrate } from './calibration.ts';
import { smallestLogit } from './logit-bound.ts';
import type { Model } from './model.ts';
import { featureInputs, preprocess } from './preprocess.ts';
import { score } from './predict.ts';
import type { Row, Value } from './schema.ts';

/** New values of some features, and how far they are from the customer's. */
export interface Option {
  readonly values: readonly { readonly feature: string; readonly value: Value }[];
  readonly distance: number;
}

/** A feature that may change, or several that change together. */
export interface Movable {
  readonly features: readonly string[];
  /** The nearest first. */
  readonly options: readonly Option[];
}

export interface Found extends Option {
  /** Of the set that was searched. */
  readonly features: readonly string[];
}

/** Rounding may put a bound this far above what the network says. */
const SLACK = 1e-6;

/**
 * Looks for the nearest change of a set of features that brings a probability below a bound: branch and
 * bound (Land & Doig 1960). The first layer is linear, so each option adds a vector to it; intervals of
 * what is still open bound the logit from below, and the distances of what is still open bound the
 * distance.
 */
export class ChangeSearch {
  readonly #model: Model;
  readonly #row: Row;
  readonly #movables: readonly Movable[];
  readonly #below: number;
  readonly #mostSteps: number;
  /** Float64Array [units]: the first layer of the customer, before its activation. */
  readonly #start: Float64Array;
  readonly #steps: readonly Steps[];
  #taken = 0;

  /** @param mostSteps how many partial changes to look at before giving up */
  constructor(
    model: Model,
    row: Row,
    movables: readonly Movable[],
    below: number,
    mostSteps: number,
  ) {
    this.#model = model;
    this.#row = row;
    this.#movables = movables;
    this.#below = below;
    this.#mostSteps = mostSteps;
    const inputs = preprocess(model.spec.preprocess, row);
    this.#start = firstLayer(model, inputs);
    this.#steps = movables.map((movable) => stepsOf(model, row, inputs, movable));
  }

  /** False once the search has given up. */
  get isComplete(): boolean {
    return this.#taken <= this.#mostSteps;
  }

  /** @returns sets of so many features that may change together */
  setsOf(size: number): string[][] {
    const sets: string[][] = [];
    const add = (from: number, set: readonly string[]): void => {
      if (set.length === size) sets.push([...set]);
      if (set.length >= size) return;
      for (let at = from; at < this.#movables.length; at++) {
        add(at + 1, [...set, ...this.#movables[at].features]);
      }
    };
    add(0, []);
    return sets;
  }

  /** @returns the nearest change of exactly these features, or null where none is enough */
  nearest(set: readonly string[]): Found | null {
    const chosen = [...this.#movables.keys()].filter((at) =>
      set.includes(this.#movables[at].features[0]),
    );
    const open = openBounds(
      chosen.map((at) => this.#steps[at]),
      this.#start.length,
    );
    let best: { options: Option[]; distance: number } | null = null;
    const descend = (depth: number, layer: Float64Array, options: Option[], distance: number) => {
      if (++this.#taken > this.#mostSteps) return;
      if (best && distance + open[depth].distance >= best.distance) return;
      if (depth === chosen.length) {
        if (score(this.#model, this.#rowWith(options)) < this.#below) best = { options, distance };
        return;
      }
      if (!this.#canReach(layer, open[depth])) return;
      this.#movables[chosen[depth]].options.forEach((option, at) => {
        const next = add(layer, this.#steps[chosen[depth]].vectors[at]);
        descend(depth + 1, next, [...options, option], distance + option.distance);
      });
    };
    descend(0, this.#start, [], 0);
    const found = best as { options: Option[]; distance: number } | null;
    if (!found) return null;
    const values = found.options.flatMap((option) => option.values);
    return { features: set, values, distance: found.distance };
  }

  #canReach(layer: Float64Array, { low, high }: Open): boolean {
    const bound = smallestLogit(this.#model.network, add(layer, low), add(layer, high));
    return calibrate(this.#model.spec.calibration, bound - SLACK) < this.#below;
  }

  #rowWith(options: readonly Option[]): Row {
    const values = options.flatMap((option) => option.values);
    return {
      ...this.#row,
      ...Object.fromEntries(values.map(({ feature, value }) => [feature, value])),
    };
  }
}

/** What each option of a movable adds to the first layer. */
interface Steps {
  /** [options], Float64Array [units] each */
  readonly vectors: readonly Float64Array[];
  /** Float64Array [units], over all options */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Of the nearest option. */
  readonly distance: number;
}

/** What the movables from some depth on can add at least and at most. */
interface Open {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly distance: number;
}

function firstLayer({ network }: Model, inputs: Float32Array): Float64Array {
  const { kernel, bias, units } = network.layers[0];
  const layer = Float64Array.from(bias);
  inputs.forEach((input, at) => {
    for (let unit = 0; unit < units; unit++) layer[unit] += input * kernel[at * units + unit];
  });
  return layer;
}

function stepsOf(
  model: Model,
  row: Row,
  inputs: Float32Array,
  { features, options }: Movable,
): Steps {
  const { units } = model.network.layers[0];
  const { preprocess: state } = model.spec;
  const places = featureInputs(state).filter(({ feature }) => features.includes(feature));
  const vectors = options.map(({ values }) => {
    const changed = {
      ...row,
      ...Object.fromEntries(values.map((one) => [one.feature, one.value])),
    };
    return differenceOf(model, inputs, preprocess(state, changed), places);
  });
  const [low, high] = [new Float64Array(units), new Float64Array(units)];
  for (let unit = 0; unit < units; unit++) {
    low[unit] = vectors.reduce((least, vector) => Math.min(least, vector[unit]), Infinity);
    high[unit] = vectors.reduce((most, vector) => Math.max(most, vector[unit]), -Infinity);
  }
  return { vectors, low, high, distance: options[0].distance };
}

function differenceOf(
  { network }: Model,
  from: Float32Array,
  to: Float32Array,
  places: readonly { readonly start: number; readonly width: number }[],
): Float64Array {
  const { kernel, units } = network.layers[0];
  const difference = new Float64Array(units);
  for (const { start, width } of places) {
    for (let input = start; input < start + width; input++) {
      const step = to[input] - from[input];
      if (step === 0) continue;
      for (let unit = 0; unit < units; unit++) {
        difference[unit] += step * kernel[input * units + unit];
      }
    }
  }
  return difference;
}

/** @returns [movables + 1], from each depth on */
function openBounds(steps: readonly Steps[], units: number): Open[] {
  const bounds: Open[] = [
    { low: new Float64Array(units), high: new Float64Array(units), distance: 0 },
  ];
  for (const { low, high, distance } of steps.toReversed()) {
    const [next] = bounds;
    bounds.unshift({
      low: add(next.low, low),
      high: add(next.high, high),
      distance: next.distance + distance,
    });
  }
  return bounds;
}

function add(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value + b[at]);
}
