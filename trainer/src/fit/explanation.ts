import {
  attribute,
  type Background,
  type BackgroundError,
  type DenseLayer,
  type Model,
  type Network,
} from '@churn-card/models';
import { mean } from '../statistics/mean.ts';
import { evenlySpaced } from './rows.ts';

/** So many customers are averaged at least, so that no row is anybody's. */
export const SMALLEST_GROUP = 20;

/**
 * Fits the rows that reasons are measured against: few averages that stand for the training part.
 *
 * Median cut (Heckbert 1982): the group whose inputs differ most is split again and again where
 * they differ most, at the mean, so that customers in a group are alike. Differences count as much
 * as the network's first layer makes of them: nobody is told apart by what it does not look at,
 * and the average probability over the rows stays near the one over all customers.
 *
 * @param inputs one Float32Array [inputs] a customer of the training part
 * @param rows how many averages at most
 */
export function fitBackground(
  inputs: readonly Float32Array[],
  network: Network,
  rows: number,
): Omit<Background, 'error'> {
  const scales = squaredNorms(network.layers[0]);
  const groups: Group[] = [groupOf(inputs, scales)];
  while (groups.length < rows) {
    groups.sort((a, b) => b.spread - a.spread);
    const index = groups.findIndex((group) => group.members.length >= 2 * SMALLEST_GROUP);
    if (index < 0 || groups[index].spread === 0) break;
    groups.splice(index, 1, ...split(groups[index], scales));
  }
  const weights = groups.map(({ members }) => members.length / inputs.length);
  return { rows: groups.map(({ mean }) => mean), weights, minimumGroupSize: SMALLEST_GROUP };
}

/** Stands in a draft until `measureBackground` has looked at it. */
export const NOT_MEASURED: BackgroundError = { base: 0, points: 0, customers: 0, rows: 1 };

/** So many are enough to see whether averages do, and take seconds at most. */
const COMPARED_CUSTOMERS = 10;
const COMPARED_ROWS = 500;

/**
 * Measures what it costs that averages stand for customers: the reasons of some customers against the
 * averages, and against customers themselves.
 *
 * @param inputs one Float32Array [inputs] a customer of the training part
 */
export function measureBackground(model: Model, inputs: readonly Float32Array[]): BackgroundError {
  const rows = evenlySpaced(inputs, COMPARED_ROWS);
  const customers = evenlySpaced(inputs, COMPARED_CUSTOMERS);
  const background = {
    ...model.spec.background,
    rows: rows.map((row) => [...row]),
    weights: rows.map(() => 1 / rows.length),
  };
  const whole: Model = { ...model, spec: { ...model.spec, background } };
  let base = 0;
  let points = 0;
  for (const customer of customers) {
    const expected = attribute(whole, customer);
    const found = attribute(model, customer);
    base += Math.abs(found.base - expected.base) / customers.length;
    const distances = found.points.map((value, at) => Math.abs(value - expected.points[at]));
    points += mean([...distances]) / customers.length;
  }
  return { base, points, customers: customers.length, rows: rows.length };
}

interface Group {
  readonly members: readonly Float32Array[];
  /** [inputs] */
  readonly mean: number[];
  /** The input that differs most, and by how much: its scaled sum of squares around the mean. */
  readonly widest: number;
  readonly spread: number;
}

/** @returns [inputs], the squared length of each input's weights */
function squaredNorms({ kernel, inputs, units }: DenseLayer): number[] {
  return Array.from({ length: inputs }, (_, input) => {
    const weights = kernel.subarray(input * units, (input + 1) * units);
    return weights.reduce((sum, weight) => sum + weight * weight, 0);
  });
}

function groupOf(members: readonly Float32Array[], scales: readonly number[]): Group {
  const width = members[0].length;
  const mean = Array.from({ length: width }, (_, input) => {
    return members.reduce((sum, member) => sum + member[input], 0) / members.length;
  });
  const spreads = mean.map((center, input) =>
    members.reduce((sum, member) => sum + scales[input] * (member[input] - center) ** 2, 0),
  );
  const spread = Math.max(...spreads);
  return { members, mean, widest: spreads.indexOf(spread), spread };
}

/** Both halves keep at least SMALLEST_GROUP members, so a cut near the end moves inwards. */
function split({ members, mean, widest }: Group, scales: readonly number[]): [Group, Group] {
  const sorted = members.toSorted((a, b) => a[widest] - b[widest]);
  const atMean = sorted.findIndex((member) => member[widest] > mean[widest]);
  const cut = Math.min(Math.max(atMean, SMALLEST_GROUP), sorted.length - SMALLEST_GROUP);
  return [groupOf(sorted.slice(0, cut), scales), groupOf(sorted.slice(cut), scales)];
}
