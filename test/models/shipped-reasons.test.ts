import { expect, test } from 'vitest';
import {
  checkRow,
  explain,
  loadArtifact,
  preprocess,
  score,
  type Model,
  type Row,
} from '@churn-card/models';
import { attribute } from '../../models/src/explanation.ts';
import { artifactFolder } from '../../trainer/src/artifact/artifact-folder.ts';
import { sampleBank } from '../../trainer/src/sample/bank.ts';
import { train } from '../../trainer/src/train.ts';
import { inMemory, sealed } from '../support/tiny-artifact.ts';
import { smallBank, smallConfig } from '../trainer/small-bank.ts';
import { bruteForceShapley } from './brute-force-shapley.ts';

const model = await loadArtifact(artifactFolder('models/artifacts/bank/1'));
const customers = [...sampleBank({ rows: 50, seed: 99 })].map(({ row }) => row);
const readBy = ({ spec }: Model, record: object): Row => {
  const checked = checkRow(spec.schema, { ...record });
  if ('issues' in checked) throw new Error(checked.issues[0].message);
  return checked.row;
};
const bankRows = customers.map((record) => readBy(model, record));

const minute = { timeout: 60_000 };

async function trainedModel(): Promise<Model> {
  const { contents } = await train({ table: smallBank(), config: smallConfig(), backend: 'wasm' });
  return loadArtifact(inMemory(sealed(contents)));
}

test.each([
  ['the shipped model, one hidden layer', () => Promise.resolve(model), 10],
  ['a model that was just trained, two hidden layers', trainedModel, 8],
])(
  '%s gives 50 customers the reasons that a brute force over all subsets gives',
  minute,
  async (_name, open, features) => {
    const opened = await open();
    for (const record of customers) {
      const inputs = preprocess(opened.spec.preprocess, readBy(opened, record));
      const { base, points } = attribute(opened, inputs);
      const expected = bruteForceShapley(opened, inputs);
      expect(points).toHaveLength(features);
      expect(Math.abs(base - expected.base)).toBeLessThan(1e-9);
      points.forEach((point, player) => {
        expect(Math.abs(point - expected.points[player])).toBeLessThan(1e-9);
      });
    }
  },
);

test('the reasons of the bank model add up to the score', () => {
  for (const row of bankRows) {
    const { base, contributions } = explain(model, row);
    const sum = contributions.reduce((total, { points }) => total + points, base);
    expect(Math.abs(sum - score(model, row))).toBeLessThan(1e-9);
  }
});

test('the bank model explains the same customer with the same bytes twice', () => {
  for (const row of bankRows) {
    expect(JSON.stringify(explain(model, row))).toBe(JSON.stringify(explain(model, row)));
  }
});
