import { checkActions, rankActions, score, type Model } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { TINY_NETWORK, TINY_SPEC } from '../support/tiny-artifact.ts';

const features = TINY_SPEC.schema.features.map((feature) =>
  feature.type === 'numeric'
    ? { ...feature, changeable: true, change: { max: 60 } }
    : { ...feature, changeable: feature.name !== 'Woman' },
);
const schema = { ...TINY_SPEC.schema, features };
const model: Model = { spec: { ...TINY_SPEC, schema }, network: TINY_NETWORK, hash: '' };
const customer = { Age: 40, Country: 'France', Active: false, Woman: false };

const label = { en: 'A call', de: 'Ein Anruf' };
const read = (...actions: object[]) =>
  checkActions(schema, { actions: actions.map((one) => ({ label, ...one })) }, 'actions.yaml');

describe('a list of actions', () => {
  test('is read with what it leaves out', () => {
    expect(read({ id: 'call', sets: { Active: '1' } })).toEqual([
      { id: 'call', label, sets: { Active: '1' }, adds: {}, cost: 0, roles: [] },
    ]);
  });

  test.each([
    [{ id: 'a', sets: { Woman: 'Male' } }, 'actions[0].sets.Woman', 'Woman is locked'],
    [{ id: 'a', sets: { Activ: 1 } }, 'actions[0].sets.Activ', 'a feature of the model'],
    [{ id: 'a', adds: { Active: 1 } }, 'actions[0].adds.Active', 'Active is boolean'],
    [{ id: 'a', adds: { Age: 'x' } }, 'actions[0].adds.Age', '"x"'],
    [{ id: 'a', sets: { Age: 400 } }, 'actions[0].sets.Age', 'must be at most 130'],
    [{ id: 'a' }, 'actions[0].sets', 'at least one new value'],
    [{ id: 'A call', sets: { Active: 1 } }, 'actions[0].id', '"A call"'],
    [{ id: 'a', sets: { Active: 1 }, cost: -5 }, 'actions[0].cost', '-5'],
    [{ id: 'a', sets: { Active: 1 }, prize: 5 }, 'actions[0].prize', 'absent'],
  ])('with %j is refused, naming the field and what was found', (action, field, found) => {
    expect(() => read(action)).toThrow(field);
    expect(() => read(action)).toThrow(found);
  });

  test('names no action twice', () => {
    const action = { id: 'call', sets: { Active: 1 } };
    expect(() => read(action, action)).toThrow('actions[1].id must be without repetition');
  });
});

describe('ranking', () => {
  const actions = read(
    { id: 'older', adds: { Age: 10 }, cost: 1 },
    { id: 'activate', sets: { Active: true }, cost: 20, label: { en: 'Activate', de: 'Wecken' } },
    { id: 'activate-cheaply', sets: { Active: true }, cost: 5 },
    { id: 'move', sets: { Country: 'Spain' }, roles: ['manager'] },
    { id: 'much-older', adds: { Age: 30 } },
    { id: 'stay', sets: { Country: 'France' } },
  );

  test('goes by what the model then says, and of equal ones by cost', () => {
    const { ranked, probability } = rankActions(model, customer, actions);
    expect(ranked.map(({ points }) => points)).toEqual(
      ranked.map(({ points }) => points).toSorted((a, b) => a - b),
    );
    for (const { changes, points, probability: after } of ranked) {
      const changed = Object.fromEntries(changes.map(({ feature, to }) => [feature, to]));
      expect(after).toBe(score(model, { ...customer, ...changed }));
      expect(points).toBe(after - probability);
    }
    const ids = ranked.map(({ id }) => id);
    expect(ids.indexOf('activate')).toBe(ids.indexOf('activate-cheaply') + 1);
  });

  test('shows each role its own actions', () => {
    const ids = (role?: string) =>
      rankActions(model, customer, actions, { role }).ranked.map(({ id }) => id);
    expect(ids()).not.toContain('move');
    expect(ids('agent')).not.toContain('move');
    expect(ids('manager')).toContain('move');
  });

  test('says of what cannot be done which rule is in the way, or that it is so already', () => {
    const { impossible } = rankActions(model, customer, actions);
    expect(impossible.map(({ id, issues }) => [id, issues.map(({ rule }) => rule)])).toEqual([
      ['much-older', ['within-change']],
      ['stay', []],
    ]);
  });

  test('adds nothing to what is not known', () => {
    const { impossible } = rankActions(model, { ...customer, Age: null }, actions);
    expect(impossible.map(({ id }) => id)).toContain('older');
  });

  test('speaks the language asked for, and warns in it', () => {
    const { ranked, caution } = rankActions(model, customer, actions, { locale: 'de' });
    expect(ranked.find(({ id }) => id === 'activate')?.label).toBe('Wecken');
    expect(caution.sentence).toContain('kein Versprechen');
  });
});
