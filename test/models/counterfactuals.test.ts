import { counterfactuals, score, type Feature, type Model, type Row } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../models/src/random.ts';
import { randomModel, randomRow } from './random-model.ts';
import { brokenRules } from './rules-oracle.ts';

/** Every row that the values of the changeable features allow, one after the other. */
function* everyRow(model: Model, row: Row): Generator<Row> {
  const { features } = model.spec.schema;
  function* from(index: number, changed: Row): Generator<Row> {
    if (index === features.length) {
      yield changed;
      return;
    }
    const feature = features[index];
    const values = feature.changeable
      ? [row[feature.name], ...valuesOf(feature)]
      : [row[feature.name]];
    for (const value of new Set(values))
      yield* from(index + 1, { ...changed, [feature.name]: value });
  }
  yield* from(0, row);
}

function valuesOf(feature: Feature) {
  if (feature.type === 'boolean') return [false, true];
  if (feature.type === 'categorical') return feature.values.map(({ value }) => value);
  return Array.from({ length: feature.max + 1 }, (_, value) => value);
}

interface Best {
  readonly size: number;
  readonly distance: number;
}

/** The smallest change by its definition: all rows are looked at. */
function smallestChange(model: Model, row: Row, mostChanges: number): Best | null {
  const { features } = model.spec.schema;
  let best: Best | null = null;
  for (const changed of everyRow(model, row)) {
    const moved = features.filter(({ name }) => changed[name] !== row[name]);
    if (moved.length === 0 || moved.length > mostChanges) continue;
    if (brokenRules(model.spec.schema, row, changed).length > 0) continue;
    if (score(model, changed) >= model.spec.threshold) continue;
    const distance = moved.reduce((sum, feature) => {
      const [from, to] = [row[feature.name], changed[feature.name]];
      if (feature.type !== 'numeric' || from === null) return sum + 1;
      return sum + Math.abs(Number(to) - Number(from)) / feature.max;
    }, 0);
    const isBetter =
      !best || moved.length < best.size || (moved.length === best.size && distance < best.distance);
    if (isBetter) best = { size: moved.length, distance };
  }
  return best;
}

test.each([[[8]], [[6, 4]], [[]]])(
  'on grids that can be enumerated the first one found is the optimum (hidden layers %j)',
  (hidden) => {
    let compared = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const model = randomModel(seed, { features: 5, hidden, range: 6 });
      const random = seededRandom(seed);
      for (let run = 0; run < 4; run++) {
        const row = randomRow(model, random);
        if (score(model, row) < model.spec.threshold) continue;
        const { found, isComplete } = counterfactuals(model, row, { mostChanges: 5, most: 1 });
        const expected = smallestChange(model, row, 5);
        expect(isComplete).toBe(true);
        expect(found.length).toBe(expected ? 1 : 0);
        if (!expected) continue;
        compared++;
        expect(found[0].sparsity).toBe(expected.size);
        expect(found[0].distance).toBeCloseTo(expected.distance, 9);
      }
    }
    expect(compared).toBeGreaterThan(20);
  },
);

describe('several of them', () => {
  const many = () => {
    const answers = [];
    for (let seed = 1; seed <= 200; seed++) {
      const model = randomModel(seed, { features: 8, range: 8 });
      const row = randomRow(model, seededRandom(seed), 0);
      answers.push(counterfactuals(model, row, { most: 4 }).found);
    }
    return answers.filter((found) => found.length > 1);
  };

  test('change different features, and none changes more than is needed', () => {
    const answers = many();
    expect(answers.length).toBeGreaterThan(10);
    for (const found of answers) {
      const sets = found.map(({ changes }) => changes.map(({ feature }) => feature));
      sets.forEach((set, index) => {
        const others = sets.filter((_, other) => other !== index);
        expect(others.some((other) => other.every((name) => set.includes(name)))).toBe(false);
      });
    }
  });

  test('stand with the fewest changes first, then with the smallest', () => {
    for (const found of many()) {
      const sorted = found.toSorted((a, b) => a.sparsity - b.sparsity || a.distance - b.distance);
      expect(found).toEqual(sorted);
    }
  });
});

test('who is below already needs none', () => {
  const model = randomModel(3);
  const row = randomRow(model, seededRandom(3));
  const answer = counterfactuals(model, row, { below: 1 });
  expect(answer).toMatchObject({ found: [], isComplete: true, below: 1 });
});

test('a model whose features are all locked has none', () => {
  const model = randomModel(5);
  const features = model.spec.schema.features.map((feature) => ({ ...feature, changeable: false }));
  const locked = { ...model, spec: { ...model.spec, schema: { ...model.spec.schema, features } } };
  const row = randomRow(locked, seededRandom(5));
  expect(counterfactuals(locked, row, { below: 1e-6 }).found).toEqual([]);
});

test('numbers stay within what training has seen, whatever the limits allow', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const model = randomModel(seed);
    const features = model.spec.schema.features.map((feature) =>
      feature.type === 'numeric' ? { ...feature, min: 3, max: 7 } : feature,
    );
    const narrow = {
      ...model,
      spec: { ...model.spec, schema: { ...model.spec.schema, features } },
    };
    const row = randomRow(model, seededRandom(seed), 0);
    for (const { changes } of counterfactuals(narrow, row).found) {
      for (const { feature, to } of changes) {
        if (features.find(({ name }) => name === feature)?.type !== 'numeric') continue;
        expect(to).toBeGreaterThanOrEqual(3);
        expect(to).toBeLessThanOrEqual(7);
      }
    }
  }
});

test('a search that takes too long gives up and says so', () => {
  const model = randomModel(3, { features: 8 });
  const row = randomRow(model, seededRandom(2), 0);
  const below = score(model, row) * 0.9;
  expect(counterfactuals(model, row, { below }).isComplete).toBe(true);
  expect(counterfactuals(model, row, { below, mostSteps: 3 }).isComplete).toBe(false);
});

test('many linked numbers are combined from their nearest values, and the answer says so', () => {
  const model = randomModel(3, { features: 6, range: 60 });
  const [first] = model.spec.schema.features.filter(({ type }) => type === 'numeric');
  const features = model.spec.schema.features.map(({ name }) => ({
    ...{ ...first, name, changeable: true, change: {} },
  }));
  const encoders = features.map(({ name }) => ({
    ...{ type: 'standardize' as const, feature: name, median: 3, mean: 30, scale: 15 },
    ...{ min: 0, max: 60, missingIndicator: false },
  }));
  const linked = [features.map(({ name }) => name)];
  const schema = { ...model.spec.schema, features, linked } as Model['spec']['schema'];
  const { rows } = model.spec.background;
  const background = { ...model.spec.background, rows: rows.map((one) => one.slice(0, 6)) };
  const spec = { ...model.spec, schema, preprocess: { encoders }, background };
  const [layer, ...others] = model.network.layers;
  const narrow = { ...layer, inputs: 6, kernel: layer.kernel.slice(0, 6 * layer.units) };
  const together = { ...model, spec, network: { inputs: 6, layers: [narrow, ...others] } };
  const row = randomRow(together, seededRandom(1), 0);
  const { found, isComplete } = counterfactuals(together, row, {
    below: score(together, row) * 0.999,
    mostChanges: 6,
  });
  expect(isComplete).toBe(false);
  for (const { sparsity } of found) expect(sparsity).toBe(6);
});
