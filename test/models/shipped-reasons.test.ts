import { expect, test } from 'vitest';
import { checkRow, explain, loadArtifact, preprocess, score, type Row } from '@churn-card/models';
import { attribute } from '../../models/src/explanation.ts';
import { artifactFolder } from '../../trainer/src/artifact/artifact-folder.ts';
import { sampleBank } from '../../trainer/src/sample/bank.ts';
import { bruteForceShapley } from './brute-force-shapley.ts';

const model = await loadArtifact(artifactFolder('models/artifacts/bank/1'));
const customers = [...sampleBank({ rows: 20, seed: 99 })].map(({ row }): Row => {
  const checked = checkRow(model.spec.schema, { ...row });
  if ('issues' in checked) throw new Error(checked.issues[0].message);
  return checked.row;
});

const minute = { timeout: 60_000 };

test(
  'the bank model gives 20 customers the reasons that a brute force over all subsets gives',
  minute,
  () => {
    for (const row of customers) {
      const inputs = preprocess(model.spec.preprocess, row);
      const { base, points } = attribute(model, inputs);
      const expected = bruteForceShapley(model, inputs);
      expect(points).toHaveLength(10);
      expect(Math.abs(base - expected.base)).toBeLessThan(1e-9);
      points.forEach((point, player) => {
        expect(Math.abs(point - expected.points[player])).toBeLessThan(1e-9);
      });
    }
  },
);

test('the reasons of the bank model add up to the score', () => {
  for (const row of customers) {
    const { base, contributions } = explain(model, row);
    const sum = contributions.reduce((total, { points }) => total + points, base);
    expect(Math.abs(sum - score(model, row))).toBeLessThan(1e-9);
  }
});

test('the bank model explains the same customer with the same bytes twice', () => {
  for (const row of customers) {
    expect(JSON.stringify(explain(model, row))).toBe(JSON.stringify(explain(model, row)));
  }
});
