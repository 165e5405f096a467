import { describe, expect, test } from 'vitest';
import {
  countKnown,
  featureInputs,
  loadArtifact,
  predict,
  score,
  type Calibration,
  type Model,
  type ModelSpec,
} from '@churn-card/models';
import { artifactFolder } from '../../../trainer/src/artifact/artifact-folder.ts';
import { onnxModel } from '../../../trainer/src/exchange/onnx/onnx-model.ts';
import { randomNetwork, TINY_SPEC } from '../../support/tiny-artifact.ts';
import { rowsOf, strangeBankCustomers, type Cells } from './raw-customers.ts';
import { runOnnx } from './run-onnx.ts';

/** What issue and format promise between two runtimes of 32 bits. */
const TOLERANCE = 1e-5;

/** A model of these parts with random weights. */
function modelOf(changes: Partial<ModelSpec>): Model {
  const spec = { ...TINY_SPEC, ...changes };
  const inputs = featureInputs(spec.preprocess).reduce((sum, { width }) => sum + width, 0);
  return { spec, network: randomNetwork([inputs, 6, 4, 1], 3), hash: 'f'.repeat(64) };
}

async function expectSame(model: Model, customers: readonly Cells[]): Promise<void> {
  const answers = await runOnnx(onnxModel(model), model.spec.schema, customers);
  const rows = rowsOf(model.spec.schema, customers);
  expect(answers).toHaveLength(rows.length);
  rows.forEach((row, index) => {
    const { probability, enough } = predict(model, row);
    expect(Math.abs(answers[index].probability - probability)).toBeLessThan(TOLERANCE);
    expect(answers[index].enough).toBe(enough);
  });
}

const customer = (changes: Cells = {}): Cells => ({
  Age: '40',
  Country: 'Spain',
  Active: 'Yes',
  Woman: 'Male',
  ...changes,
});
const spelled = (name: string, ...words: string[]): Cells[] =>
  words.map((word) => customer({ [name]: word }));

describe('a model as one ONNX file', () => {
  test('scores 1,000 raw bank customers, empty and unseen cells among them, as models does', async () => {
    const model = await loadArtifact(artifactFolder('models/artifacts/bank/1'));
    const customers = strangeBankCustomers(model.spec.schema, 1000);
    const known = rowsOf(model.spec.schema, customers).map(countKnown);
    expect(Math.min(...known)).toBeLessThan(model.spec.schema.features.length / 2 + 2);
    await expectSame(model, customers);
  });

  test('reads numbers in range, beyond it, and missing', async () => {
    const ages = ['18', '37', '92', '0', '130', ''];
    await expectSame(
      modelOf({}),
      ages.map((Age) => customer({ Age })),
    );
  });

  test('reads numbers in pieces between knots', async () => {
    const [, ...others] = TINY_SPEC.preprocess.encoders;
    const piecewise = {
      type: 'piecewise',
      feature: 'Age',
      median: 41.5,
      knots: [18, 30.25, 31, 60, 92],
      missingIndicator: true,
    } as const;
    const ages = ['18', '30', '30.5', '45', '60', '91', '92', '0', '130', ''];
    const model = modelOf({
      preprocess: { encoders: [piecewise, ...others] },
      schema: withAge({ integer: false }),
    });
    await expectSame(
      model,
      ages.map((Age) => customer({ Age })),
    );
  });

  test.each([
    { other: true, missing: true },
    { other: true, missing: false },
    { other: false, missing: true },
    { other: false, missing: false },
  ])(
    'reads words, unseen and missing ones, where other is $other and missing $missing',
    async (choice) => {
      const [age, country, ...others] = TINY_SPEC.preprocess.encoders;
      const model = modelOf({
        preprocess: { encoders: [age, { ...country, ...choice }, ...others] },
      });
      await expectSame(model, spelled('Country', 'France', 'Germany', 'Spain', 'Italy', '', 'NA'));
    },
  );

  test('reads the words of a yes or no in the spellings that models reads', async () => {
    await expectSame(
      modelOf({}),
      spelled(
        'Active',
        'Yes',
        'yes',
        'YES',
        'no',
        'No',
        '1',
        '0',
        'true',
        'False',
        'TRUE',
        '',
        'NA',
      ),
    );
  });

  test('gives no number where models would refuse the customer', async () => {
    const model = modelOf({});
    const customers = [
      customer(),
      customer({ Age: '-1' }),
      customer({ Age: '131' }),
      customer({ Age: '40.5' }),
      customer({ Age: 'Infinity' }),
      customer({ Active: 'perhaps' }),
    ];
    const answers = await runOnnx(onnxModel(model), model.spec.schema, customers);
    expect(answers.map(({ probability }) => Number.isNaN(probability))).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  test('keeps a number that stands exactly on a limit which 32 bits cannot hold', async () => {
    const model = modelOf({
      schema: withAge({ integer: false, limits: { min: 18.1, max: 92.1 } }),
    });
    await expectSame(model, [customer({ Age: '18.1' }), customer({ Age: '92.1' })]);
  });

  test('says whether enough is known', async () => {
    const model = modelOf({});
    const customers = [customer(), customer({ Age: '' }), customer({ Age: '', Active: 'NA' })];
    const answers = await runOnnx(onnxModel(model), model.spec.schema, customers);
    expect(answers.map(({ enough }) => enough)).toEqual([true, true, false]);
  });

  test('carries its id, version, hash and purpose as text', () => {
    const model = modelOf({ id: 'tiny', version: '7' });
    const text = new TextDecoder().decode(onnxModel(model));
    for (const word of ['model_id', 'tiny', 'f'.repeat(64), 'Left = 1', 'not for decisions on']) {
      expect(text).toContain(word);
    }
  });

  test('is the same bytes each time', () => {
    expect(onnxModel(modelOf({}))).toEqual(onnxModel(modelOf({})));
  });

  test('is refused where a column has the name of an output', () => {
    const model = modelOf({ schema: withAge({ name: 'churn_probability' }) });
    expect(() => onnxModel(model)).toThrow(
      'the column "churn_probability" cannot be an input of an ONNX file',
    );
  });
});

test.each([
  ['high', 30],
  ['low', -30],
])('ends a %s probability where models does', async (_name, bias) => {
  const model = modelOf({ calibration: { method: 'platt', temperature: 1, bias } });
  const [answer] = await runOnnx(onnxModel(model), model.spec.schema, [customer()]);
  const [row] = rowsOf(model.spec.schema, [customer()]);
  expect(answer.probability).toBe(Math.fround(score(model, row)));
});

test.each<[string, Calibration]>([
  ['temperature scaling', { method: 'temperature', temperature: 1.7 }],
  ['Platt scaling', { method: 'platt', temperature: 0.6, bias: -1.2 }],
  ['isotonic', { method: 'isotonic', logits: [-2, -0.5, 0, 1], calibrated: [-4, -1, -1, 3] }],
])('calibrates by %s as models does', async (_name, calibration) => {
  const model = modelOf({ calibration });
  const customers = ['', '20', '45', '50', '64', '88'].map((Age) => customer({ Age }));
  const answers = await runOnnx(onnxModel(model), model.spec.schema, customers);
  rowsOf(model.spec.schema, customers).forEach((row, index) => {
    expect(answers[index].probability).toBeCloseTo(score(model, row), 6);
  });
});

function withAge(changes: object): ModelSpec['schema'] {
  const [age, ...others] = TINY_SPEC.schema.features;
  return { ...TINY_SPEC.schema, features: [{ ...age, ...changes }, ...others] };
}
