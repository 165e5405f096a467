import { describe, expect, test } from 'vitest';
import { checkRow, logit, preprocess, uncalibratedScore, type Row } from '@churn-card/models';
import { parseChecked } from '../../../trainer/src/config/checked-yaml.ts';
import { parseConfig } from '../../../trainer/src/config/config.ts';
import { arrangeNetwork } from '../../../trainer/src/exchange/arrange-network.ts';
import { importConfig, requireSameColumns } from '../../../trainer/src/exchange/import-config.ts';
import { importNetwork } from '../../../trainer/src/exchange/import-network.ts';
import { kerasH5 } from '../../../trainer/src/exchange/keras-h5.ts';
import { networkColumns } from '../../../trainer/src/exchange/network-columns.ts';
import { preprocessFile } from '../../../trainer/src/exchange/preprocess-file.ts';
import { preprocessFormat } from '../../../trainer/src/exchange/preprocess-format.ts';
import { fitSchema } from '../../../trainer/src/fit/schema.ts';
import { parseTable } from '../../../trainer/src/table/table.ts';
import { TrainerError } from '../../../trainer/src/trainer-error.ts';
import { randomNetwork, TINY_NETWORK, TINY_SPEC } from '../../support/tiny-artifact.ts';
import { smallBank } from '../small-bank.ts';
import { COLUMNS } from './columns.ts';

const table = smallBank(300);
const everybody = Array.from({ length: 300 }, (_, row) => row);
const parse = (text: string) =>
  parseChecked(preprocessFormat, 'the preprocess file', text, 'c.yaml');

/** All that happens before calibration. */
function arrange(text: string, inputs = 7) {
  const file = parse(text);
  const columns = networkColumns(file);
  const config = importConfig(file, table, 'models/mine/3');
  requireSameColumns(config, columns);
  const { schema } = fitSchema(config, table, everybody);
  const network = randomNetwork([inputs, 4, 1], 9);
  return { ...arrangeNetwork(network, columns, schema), foreign: network, config, schema };
}

describe('columns as a person writes them', () => {
  test('feed the network with what scikit-learn would', () => {
    const { network, preprocess: state, foreign } = arrange(COLUMNS);
    const say = (row: Row) => logit(network, preprocess(state, row));
    const usual = { Geography: 'Germany', NumOfProducts: '2', Age: 49, IsActiveMember: true };
    const cases: [Row, number[]][] = [
      [usual, [0, 1, 0, 1, 0, 1, 1]],
      [{ ...usual, NumOfProducts: '1' }, [0, 1, 0, 0, 0, 1, 1]],
      [{ ...usual, Geography: 'Italy' }, [0, 0, 0, 1, 0, 1, 1]],
      [{ ...usual, Geography: null }, [0, 0, 0, 1, 0, 1, 1]],
      [{ ...usual, NumOfProducts: null }, [0, 1, 0, 0, 0, 1, 1]],
      [{ ...usual, Age: null }, [0, 1, 0, 1, 0, -0.2, 1]],
      [{ ...usual, Age: 1039 }, [0, 1, 0, 1, 0, 100, 1]],
      [{ ...usual, IsActiveMember: null }, [0, 1, 0, 1, 0, 1, 0]],
    ];
    for (const [row, inputs] of cases) {
      expect(say(row)).toBeCloseTo(logit(foreign, Float32Array.from(inputs)), 5);
    }
  });

  test('fill a missing word where they say with what', () => {
    const text = COLUMNS.replace('Spain] }', 'Spain], fill: Spain }');
    const { network, preprocess: state, foreign } = arrange(text);
    const row = { Geography: null, NumOfProducts: '1', Age: 39, IsActiveMember: false };
    const inputs = Float32Array.of(0, 0, 1, 0, 0, 0, 0);
    expect(logit(network, preprocess(state, row))).toBeCloseTo(logit(foreign, inputs), 5);
  });

  test('name the model after its folder, and leave out every other column', () => {
    const { config } = arrange(COLUMNS);
    expect(config).toMatchObject({ id: 'mine', version: '3', target: 'Exited', positive: '1' });
    expect(config.features.Surname).toMatchObject({ policy: 'drop' });
    expect(config.features.Age).toMatchObject({ policy: 'use', type: 'numeric' });
  });
});

test('an exported model comes back with every score as it was', async () => {
  const model = { spec: TINY_SPEC, network: TINY_NETWORK, hash: '0'.repeat(64) };
  const file = parse(preprocessFile(model));
  const columns = networkColumns(file);
  const header = 'Woman,Age,Surname,Active,Country,Left\n';
  const cells = 'Female,44,Ann,Yes,Spain,1\nMale,30,Bo,No,France,0\n';
  const shuffled = parseTable(Buffer.from(header + cells), 'shuffled.csv');
  const config = importConfig(file, shuffled, 'tiny');
  requireSameColumns(config, columns);
  expect(config.title).toEqual(TINY_SPEC.title);
  expect(config.features.Woman.policy).toBe('use-but-never-a-reason');
  expect(config.features.Age.limits).toEqual({ min: 0, max: 130 });

  const { schema } = fitSchema(config, shuffled, [0, 1]);
  expect(schema.features.map(({ name }) => name)).toEqual(['Woman', 'Age', 'Active', 'Country']);
  const ready = await importNetwork(await kerasH5(TINY_NETWORK), 'tiny.h5', columns);
  const { network, preprocess: state } = ready(schema);
  const back = { ...model, network, spec: { ...TINY_SPEC, schema, preprocess: state } };
  for (const Age of ['', '18', '50', '92', '120']) {
    for (const Country of ['', 'France', 'Italy']) {
      const checked = checkRow(TINY_SPEC.schema, { Age, Country, Active: 'Yes', Woman: 'Male' });
      if ('issues' in checked) throw new Error(checked.issues[0].message);
      const before = uncalibratedScore(model, checked.row);
      expect(uncalibratedScore(back, checked.row)).toBeCloseTo(before, 12);
    }
  }
});

describe('a preprocess file is refused', () => {
  test.each([
    [
      'where the network has another number of inputs',
      COLUMNS.replace(', drop: 1', ''),
      'the network reads 7 inputs, and the columns of the preprocess file fill 8: Geography 3, NumOfProducts 3, Age 1, IsActiveMember 1',
    ],
    ['where it is of another kind', 'format: pickle\n', 'c.yaml:1:1 format: must be churn-card-'],
    [
      'where it drops a category that is not there',
      COLUMNS.replace('drop: 1', 'drop: 4'),
      'columns.1.drop: must be one of the categories, however: 4',
    ],
    [
      'where it has an unknown type of column',
      COLUMNS.replace('type: boolean', 'type: date'),
      'columns.3.type:',
    ],
    [
      'where a scale is 0',
      COLUMNS.replace('scale: 10', 'scale: 0'),
      'columns.2.scale: must be at least 1e-12, however: 0',
    ],
    [
      'where it names a category twice',
      COLUMNS.replace('Germany', 'France'),
      'columns.0.categories: must name each word once',
    ],
    [
      'where the table has no such column',
      COLUMNS.replace('name: Age', 'name: Years'),
      'bank.csv has no column "Years", which the preprocess file names',
    ],
    [
      'where a column comes twice',
      COLUMNS.replace('name: Age', 'name: Geography'),
      'the preprocess file names the column "Geography" twice',
    ],
    [
      'where the target is an input',
      COLUMNS.replace('name: Age', 'name: Exited'),
      'the target Exited stands among the features too',
    ],
  ])('%s', (_name, text, message) => {
    expect(() => arrange(text)).toThrow(TrainerError);
    expect(() => arrange(text)).toThrow(message);
  });
});

describe('a configuration beside it is refused', () => {
  const columns = networkColumns(parse(COLUMNS));
  const config = (features: string) =>
    parseConfig(
      `{ id: a, title: A, target: Exited, positive: 1, features: ${features} }`,
      'a.yaml',
    );

  test.each([
    [
      'that leaves out what the network reads',
      '{ Age: { policy: drop } }',
      '"Geography" as categorical',
    ],
    [
      'that uses what the network does not read',
      `{ Geography: { policy: use, type: categorical }, NumOfProducts: { policy: use, type: categorical },
         Age: { policy: use, type: numeric }, Tenure: { policy: use, type: numeric },
         IsActiveMember: { policy: use, type: boolean, values: [{ value: 0 }, { value: 1 }] } }`,
      'the configuration uses "Tenure", which the network does not read',
    ],
  ])('%s', (_name, features, message) => {
    expect(() => requireSameColumns(config(features), columns)).toThrow(message);
  });
});
