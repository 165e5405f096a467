import { calibrate, featureInputs, logit, type Model } from '@churn-card/models';

/**
 * Shapley values by their definition, sharing nothing with the engine but the forward pass: for
 * each player, the gain of joining, averaged over all subsets of the others with the weight
 * |S|! (n - |S| - 1)! / n!.
 *
 * @param inputs [inputs]
 */
export function bruteForceShapley(
  model: Model,
  inputs: Float32Array,
): { base: number; points: number[] } {
  const features = featureInputs(model.spec.preprocess);
  const { rows, weights } = model.spec.background;
  const known = new Map<string, number>();
  const worth = (members: readonly number[]): number => {
    const key = members.toSorted().join();
    const value = known.get(key) ?? average(members);
    known.set(key, value);
    return value;
  };
  const average = (members: readonly number[]): number =>
    rows.reduce((sum, row, index) => {
      const mixed = row.slice();
      for (const member of members) {
        const { start, width } = features[member];
        for (let input = start; input < start + width; input++) mixed[input] = inputs[input];
      }
      return sum + weights[index] * calibrate(model.spec.calibration, logit(model.network, mixed));
    }, 0);
  const points = features.map((_feature, player) => {
    const others = features.map((_, index) => index).filter((index) => index !== player);
    return subsetsOf(others).reduce((sum, subset) => {
      const weight =
        (factorial(subset.length) * factorial(others.length - subset.length)) /
        factorial(features.length);
      return sum + weight * (worth([...subset, player]) - worth(subset));
    }, 0);
  });
  return { base: worth([]), points };
}

function subsetsOf(items: readonly number[]): number[][] {
  return items.reduce<number[][]>(
    (subsets, item) => [...subsets, ...subsets.map((subset) => [...subset, item])],
    [[]],
  );
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
