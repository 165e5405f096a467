import {
  calibrate,
  explain,
  explainGroups,
  featureInputs,
  interactions,
  logit,
  preprocess,
  type Model,
  type Row,
} from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../models/src/random.ts';
import { randomModel, randomRow } from './random-model.ts';

/** What a coalition of features is worth, by its definition. */
function worthOf(model: Model, row: Row, members: readonly string[]): number {
  const inputs = preprocess(model.spec.preprocess, row);
  const features = featureInputs(model.spec.preprocess);
  const { rows, weights } = model.spec.background;
  return rows.reduce((sum, other, index) => {
    const mixed = [...other];
    for (const { feature, start, width } of features) {
      if (!members.includes(feature)) continue;
      for (let input = start; input < start + width; input++) mixed[input] = inputs[input];
    }
    return sum + weights[index] * calibrate(model.spec.calibration, logit(model.network, mixed));
  }, 0);
}

function subsetsOf(items: readonly string[]): string[][] {
  return items.reduce<string[][]>(
    (subsets, item) => [...subsets, ...subsets.map((subset) => [...subset, item])],
    [[]],
  );
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** Shapley values of a game whose players are sets of features. */
function shapleyOf(worth: (members: readonly string[]) => number, players: readonly string[][]) {
  const names = players.map((_, index) => String(index));
  const membersOf = (chosen: readonly string[]) => chosen.flatMap((name) => players[Number(name)]);
  return names.map((name) =>
    subsetsOf(names.filter((other) => other !== name)).reduce((sum, subset) => {
      const weight =
        (factorial(subset.length) * factorial(names.length - subset.length - 1)) /
        factorial(names.length);
      return sum + weight * (worth(membersOf([...subset, name])) - worth(membersOf(subset)));
    }, 0),
  );
}

describe('interactions of pairs', () => {
  test('are the index of their definition', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const model = randomModel(seed, { features: 5 });
      const row = randomRow(model, seededRandom(seed));
      const shown = model.spec.schema.features.filter(({ policy }) => policy === 'use');
      const all = model.spec.schema.features.map(({ name }) => name);
      // Those that are never a reason join together as one.
      const hidden = all.filter((name) => !shown.some((feature) => feature.name === name));
      const others = (a: string, b: string) => [
        ...shown.map(({ name }) => [name]).filter(([name]) => name !== a && name !== b),
        ...(hidden.length > 0 ? [hidden] : []),
      ];
      const found = interactions(model, row);
      expect(found).toHaveLength((shown.length * (shown.length - 1)) / 2);
      for (const { features, points } of found) {
        const [a, b] = features;
        const rest = others(a, b);
        const players = rest.length + 2;
        const expected = subsetsOf(rest.map((_, index) => String(index))).reduce((sum, subset) => {
          const members = subset.flatMap((index) => rest[Number(index)]);
          const weight =
            (factorial(subset.length) * factorial(players - subset.length - 2)) /
            factorial(players - 1);
          const worth = (...more: string[]) => worthOf(model, row, [...members, ...more]);
          return sum + weight * (worth(a, b) - worth(a) - worth(b) + worth());
        }, 0);
        expect(points).toBeCloseTo(expected, 10);
      }
    }
  });

  test('are nothing where the network only adds, and the probability is nearly straight', () => {
    const model = randomModel(2, { features: 4, hidden: [] });
    const { kernel } = model.network.layers[0];
    const layers = [{ ...model.network.layers[0], kernel: kernel.map((weight) => weight * 1e-4) }];
    const straight = { ...model, network: { ...model.network, layers } };
    const row = randomRow(straight, seededRandom(1), 0);
    for (const { points } of interactions(straight, row))
      expect(Math.abs(points)).toBeLessThan(1e-7);
  });

  test('of many features are those of the strongest ones', () => {
    const model = randomModel(6, { features: 16 });
    const row = randomRow(model, seededRandom(6), 0);
    const found = interactions(model, row);
    expect(found).toHaveLength((11 * 10) / 2);
    const strongest = explain(model, row).contributions.slice(0, 11);
    const names = new Set(found.flatMap(({ features }) => features));
    expect(names).toEqual(new Set(strongest.map(({ feature }) => feature)));
  });
});

describe('groups of features', () => {
  test('have the Shapley values of the game in which each joins as one', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const model = allShown(randomModel(seed, { features: 6 }));
      const row = randomRow(model, seededRandom(seed));
      const { base, probability, contributions } = explainGroups(model, row, {
        Pair: ['f1', 'f4'],
      });
      const expected = shapleyOf(
        (members) => worthOf(model, row, members),
        contributions.map(({ features }) => [...features]),
      );
      contributions.forEach(({ points }, at) => expect(points).toBeCloseTo(expected[at], 10));
      const sum = contributions.reduce((total, { points }) => total + points, base);
      expect(Math.abs(sum - probability)).toBeLessThan(1e-9);
    }
  });

  test('of everything is the whole distance', () => {
    const model = allShown(randomModel(3, { features: 4 }));
    const row = randomRow(model, seededRandom(3));
    const { base, probability, contributions } = explainGroups(model, row, {
      All: ['f0', 'f1', 'f2', 'f3'],
    });
    expect(contributions).toHaveLength(1);
    expect(contributions[0].points).toBeCloseTo(probability - base, 12);
  });

  test.each([
    [{ A: ['f9'] }, 'the model has no feature "f9"'],
    [{ A: ['f0', 'f1'], B: ['f1'] }, 'f1 stands in two groups'],
  ])('%j are refused: %s', (groups, message) => {
    const model = allShown(randomModel(1));
    const row = randomRow(model, seededRandom(1));
    expect(() => explainGroups(model, row, groups)).toThrow(message);
  });

  test('cannot show what is never a reason', () => {
    const model = randomModel(1);
    const [first, ...rest] = model.spec.schema.features;
    const features = [{ ...first, policy: 'use-but-never-a-reason' as const }, ...rest];
    const hidden = {
      ...model,
      spec: { ...model.spec, schema: { ...model.spec.schema, features } },
    };
    const row = randomRow(hidden, seededRandom(1));
    expect(() => explainGroups(hidden, row, { A: ['f0'] })).toThrow('f0 is never a reason');
    const { contributions } = explainGroups(hidden, row, {});
    expect(contributions.at(-1)?.group).toBeNull();
    expect(contributions.at(-1)?.features).toContain('f0');
  });
});

function allShown(model: Model): Model {
  const features = model.spec.schema.features.map((feature) => ({
    ...feature,
    policy: 'use' as const,
  }));
  return { ...model, spec: { ...model.spec, schema: { ...model.spec.schema, features } } };
}
