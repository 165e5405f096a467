import { score, type Model, type Row } from '@churn-card/models';
import { describe, expect, test } from 'vitest';
import { measureDependence } from '../../../trainer/src/evaluation/partial-dependence.ts';
import { randomStream } from '../../../trainer/src/random.ts';
import { TINY_NETWORK, TINY_SPEC } from '../../support/tiny-artifact.ts';
import { makeRows } from '../fit/make-rows.ts';

const model: Model = { spec: TINY_SPEC, network: TINY_NETWORK, hash: '' };
const random = randomStream(1, 'sample');
const rows = Array.from({ length: 200 }, (): Row => {
  const country = ['France', 'Germany', 'Spain'][Math.floor(3 * random())];
  return {
    Age: random() < 0.1 ? null : Math.floor(18 + 60 * random()),
    Country: country,
    Active: random() < 0.5,
    Woman: random() < 0.5,
  };
});
const left = rows.map(({ Active }) => Number(Active === false));
const dependence = measureDependence(model, makeRows(TINY_SPEC.schema.features, rows), left, 1);
const named = (name: string) => dependence.find(({ feature }) => feature === name);
const average = (change: Row) =>
  rows.reduce((sum, row) => sum + score(model, { ...row, ...change }), 0) / rows.length;

describe('partial dependence', () => {
  test('is the average score when everybody has the value', () => {
    for (const { value, probability } of named('Age')?.points ?? []) {
      expect(probability).toBeCloseTo(average({ Age: Number(value) }), 12);
    }
    for (const { value, probability } of named('Country')?.points ?? []) {
      expect(probability).toBeCloseTo(average({ Country: value }), 12);
    }
  });

  test('stands beside the customers as they are', () => {
    const points = named('Active')?.points ?? [];
    expect(points.map(({ value }) => value)).toEqual(['false', 'true']);
    const inactive = left.reduce((sum, one) => sum + one, 0);
    expect(points[0]).toMatchObject({ customers: inactive, left: inactive });
    expect(points[1]).toMatchObject({ customers: 200 - inactive, left: 0 });
  });

  test('counts every known customer once, at the nearest point of at most 20', () => {
    const points = named('Age')?.points ?? [];
    expect(points.length).toBeLessThanOrEqual(20);
    const known = rows.filter(({ Age }) => Age !== null).length;
    expect(points.reduce((sum, { customers }) => sum + customers, 0)).toBe(known);
    const values = points.map(({ value }) => Number(value));
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });
});
