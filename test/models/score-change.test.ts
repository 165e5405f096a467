import { explainChange, score, type Model, type Row, type ScoredRow } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../models/src/random.ts';
import { randomModel, randomRow } from './random-model.ts';

/** The parts by their definition: every order of changing, one after the other. */
function averageOverOrders(before: ScoredRow, after: ScoredRow, players: readonly string[]) {
  const points = new Map(players.map((player) => [player, 0]));
  const orders = permutations(players);
  for (const order of orders) {
    let now = before;
    let worth = score(now.model, now.row);
    for (const player of order) {
      now =
        player === 'model'
          ? { ...now, model: after.model }
          : { ...now, row: { ...now.row, [player]: after.row[player] } };
      const next = score(now.model, now.row);
      points.set(player, (points.get(player) ?? 0) + (next - worth) / orders.length);
      worth = next;
    }
  }
  return points;
}

function permutations(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

/** All features are shown, so that parts can be told apart. */
function open(model: Model): Model {
  const features = model.spec.schema.features.map((feature) => ({
    ...feature,
    policy: 'use' as const,
  }));
  return { ...model, spec: { ...model.spec, schema: { ...model.spec.schema, features } } };
}

const sumOf = ({ parts, modelPoints }: ReturnType<typeof explainChange>): number =>
  parts.reduce((sum, { points }) => sum + points, modelPoints ?? 0);

describe('the parts of a change', () => {
  test.each([false, true])(
    'are the average over all orders of changing (another model: %s)',
    (isOther) => {
      for (let seed = 1; seed <= 25; seed++) {
        const model = open(randomModel(seed, { features: 5, hash: 'one' }));
        const network = randomModel(seed + 500, { features: 5 }).network;
        const width = model.network.inputs;
        const other: Model = {
          ...model,
          network: network.inputs === width ? network : scaled(model).network,
          hash: 'other',
        };
        const random = seededRandom(seed);
        const before = { model, row: randomRow(model, random) };
        const after = { model: isOther ? other : model, row: randomRow(model, random) };
        const change = explainChange(before, after);
        const players = [...change.parts.map(({ feature }) => String(feature))];
        const expected = averageOverOrders(
          before,
          after,
          isOther ? [...players, 'model'] : players,
        );
        for (const { feature, points } of change.parts) {
          expect(points).toBeCloseTo(expected.get(String(feature)) ?? NaN, 12);
        }
        if (isOther) expect(change.modelPoints).toBeCloseTo(expected.get('model') ?? NaN, 12);
        else expect(change.modelPoints).toBeNull();
      }
    },
  );

  test.each([4, 10, 18])(
    'add up to the change within 1e-9, with and without another model, of %d features',
    (features) => {
      for (let seed = 1; seed <= 40; seed++) {
        const model = randomModel(seed, { features, hash: 'one' });
        const random = seededRandom(seed + 7);
        const [earlier, later] = [randomRow(model, random), randomRow(model, random)];
        for (const next of [model, scaled(model)]) {
          const change = explainChange({ model, row: earlier }, { model: next, row: later });
          expect(change.before).toBe(score(model, earlier));
          expect(change.after).toBe(score(next, later));
          expect(Math.abs(sumOf(change) - change.change)).toBeLessThan(1e-9);
        }
      }
    },
  );

  test('are the same bytes each time, also where orders are drawn', () => {
    const model = randomModel(4, { features: 24 });
    const random = seededRandom(4);
    const [before, after] = [0, 1].map(() => ({ model, row: randomRow(model, random) }));
    const change = explainChange(before, after);
    expect(change.isExact).toBe(false);
    expect(JSON.stringify(explainChange(before, after))).toBe(JSON.stringify(change));
  });

  test('hide what is never a reason in one sum', () => {
    const model = randomModel(1, { features: 10 });
    const features = model.spec.schema.features.map((feature, index) => ({
      ...feature,
      policy: index < 4 ? ('use-but-never-a-reason' as const) : ('use' as const),
    }));
    const half = { ...model, spec: { ...model.spec, schema: { ...model.spec.schema, features } } };
    const random = seededRandom(2);
    const [before, after] = [0, 1].map(() => ({ model: half, row: randomRow(half, random, 0) }));
    const { parts } = explainChange(before, after);
    const names = features.slice(4).map(({ name }) => name);
    expect(parts.at(-1)).toMatchObject({ feature: null, from: null, to: null });
    expect(parts.slice(0, -1).every(({ feature }) => names.includes(String(feature)))).toBe(true);
  });
});

test('nothing changed has no parts', () => {
  const model = randomModel(1);
  const row = randomRow(model, seededRandom(1));
  expect(explainChange({ model, row }, { model, row })).toEqual({
    before: score(model, row),
    after: score(model, row),
    change: 0,
    parts: [],
    modelPoints: null,
    isExact: true,
  });
});

test('an input that only one of the models knows comes from or goes to nothing', () => {
  const old = open(randomModel(2, { features: 3, hash: 'old' }));
  const fresh = open(randomModel(3, { features: 4, hash: 'fresh' }));
  const random = seededRandom(9);
  const before = { model: old, row: randomRow(old, random, 0) };
  const row: Row = { ...randomRow(fresh, random, 0) };
  const change = explainChange(before, { model: fresh, row });
  expect(change.parts.find(({ feature }) => feature === 'f3')).toMatchObject({
    from: null,
    to: row.f3,
  });
  expect(change.after).toBe(score(fresh, row));
  expect(Math.abs(sumOf(change) - change.change)).toBeLessThan(1e-9);
});

/** The same features with other weights. */
function scaled(model: Model): Model {
  const layers = model.network.layers.map((layer) => ({
    ...layer,
    kernel: layer.kernel.map((weight) => 1.3 * weight),
  }));
  return { ...model, network: { ...model.network, layers }, hash: 'scaled' };
}
