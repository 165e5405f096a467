import type { Row } from '@churn-card/models';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenlySpaced, knownNumbers, pickRows } from '../../../trainer/src/fit/rows.ts';
import { makeRows } from './make-rows.ts';

const FEATURES = [
  { name: 'Age', type: 'numeric' },
  { name: 'Plan', type: 'categorical' },
  { name: 'Active', type: 'boolean' },
] as const;

const row = fc.record({
  Age: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((age) => age + 0)),
  Plan: fc.option(fc.string()),
  Active: fc.option(fc.boolean()),
});

const filled = (customers: readonly Row[]) => makeRows(FEATURES, customers);

describe('customers by column', () => {
  test('are the ones that were put in, by row and by feature, and so are picked ones', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (customers, wanted) => {
          const indices = wanted.map((index) => index % customers.length);
          const expected = indices.map((index) => customers[index]);
          const rows = filled(customers);
          const picked = pickRows(rows, indices);
          expect(customers.map((_, index) => ({ ...rows.at(index) }))).toEqual(customers);
          expect(expected.map((_, index) => ({ ...picked.at(index) }))).toEqual(expected);
          for (const feature of ['Age', 'Plan', 'Active'] as const) {
            const values = picked.values(feature);
            expect(expected.map((_, index) => values.at(index))).toEqual(
              expected.map((customer) => customer[feature]),
            );
          }
          expect([...knownNumbers(picked.values('Age'))]).toEqual(
            expected.map(({ Age }) => Age).filter((age) => age !== null),
          );
        },
      ),
    );
  });

  test('keep 100,000 different numbers, words and gaps', () => {
    const valueOf = (index: number) => ({
      Age: index % 10 === 0 ? null : index / 7,
      Plan: index % 9 === 0 ? null : `plan ${index}`,
      Active: [true, false, null][index % 3],
    });
    const indices = Array.from({ length: 100_000 }, (_, index) => index);
    const rows = filled(indices.map(valueOf));
    const differing = indices.filter(
      (index) => JSON.stringify(rows.at(index)) !== JSON.stringify(valueOf(index)),
    );
    expect(differing).toEqual([]);
    expect(rows.values('Age').length).toBe(100_000);
  });

  test('have no feature that is not there', () => {
    expect(() => filled([]).values('Balance')).toThrow('there is no feature Balance');
  });
});

test('evenly spaced indices come from everywhere, each once', () => {
  const indices = Array.from({ length: 1000 }, (_, index) => 3 * index);
  const spaced = evenlySpaced(indices, 7);
  expect(spaced).toEqual([0, 426, 855, 1284, 1713, 2142, 2571]);
  expect(evenlySpaced(indices, 1000)).toEqual(indices);
  expect(evenlySpaced(indices, 5000)).toEqual(indices);
});
