import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../trainer/src/config/config.ts';

const CONFIG = `id: bank
title: Bank
target: Exited
positive: 1
features:
  Age:
    type: numeric
    policy: use
`;

const read = (text: string) => parseConfig(text, 'bank.yaml');

test('what is left out has a default', () => {
  const config = read(CONFIG);
  expect(config.version).toBe('1');
  expect(config.horizon).toBeNull();
  expect(config.seed).toBe(1);
  expect(config.split).toMatchObject({ test: 0.2, validation: 0.1, calibration: 0.1 });
  expect(config.features.Age).toEqual({
    type: 'numeric',
    policy: 'use',
    changeable: false,
    knownAfterwards: false,
  });
});

test('a plain text is English, and words that YAML takes for numbers stay words', () => {
  const config = read(`${CONFIG}horizon: { en: may leave, de: könnte gehen }\n`);
  expect(config.title).toEqual({ en: 'Bank' });
  expect(config.horizon).toEqual({ en: 'may leave', de: 'könnte gehen' });
  expect(config.positive).toBe('1');
});

describe('a mistake is named with line, column, key, rule and value', () => {
  test.each([
    [
      'a policy that does not exist',
      CONFIG.replace('policy: use', 'policy: usee'),
      'bank.yaml:8:5 features.Age.policy: must be one of use, use-but-never-a-reason, audit-only, drop, however: "usee"',
    ],
    [
      'an unknown key',
      `${CONFIG}netwerk: {}\n`,
      'bank.yaml:9:1 netwerk: is not a key of the configuration',
    ],
    [
      'an unknown key inside',
      `${CONFIG}    unitt: years\n`,
      'bank.yaml:9:5 features.Age.unitt: is not a key',
    ],
    [
      'a change of what is locked',
      `${CONFIG}    change: { step: 1 }\n`,
      'features.Age.change: goes with changeable: true',
    ],
    [
      'a change of a number to a word',
      `${CONFIG}    changeable: true\n    change: { to: [a] }\n`,
      'features.Age.change: has a to, which is for words',
    ],
    [
      'a change whose ends are the wrong way round',
      `${CONFIG}    changeable: true\n    change: { min: 3, max: 1 }\n`,
      'features.Age.change: has a min of 3 above its max of 1',
    ],
    ['a day that is none', `${CONFIG}validUntil: 2027-13-01\n`, 'validUntil: '],
    ['a missing key', CONFIG.replace('target: Exited\n', ''), 'bank.yaml:1:1 target: is missing'],
    [
      'a number out of range',
      `${CONFIG}network:\n  dropout: 1.5\n`,
      'bank.yaml:10:3 network.dropout: must be at most 0.9, however: 1.5',
    ],
    [
      'a number in a list',
      `${CONFIG}network: { hidden: [32, 0] }\n`,
      'bank.yaml:9:25 network.hidden.1: must be at least 1, however: 0',
    ],
    [
      'a text where a list is meant',
      `${CONFIG}missing: NA\n`,
      'bank.yaml:9:1 missing: must be a list, however: "NA"',
    ],
    [
      'a fraction where a whole number is meant',
      `${CONFIG}seed: 1.5\n`,
      'bank.yaml:9:1 seed: must be a whole number, however: 1.5',
    ],
    [
      'a text without English',
      `${CONFIG}    label: { de: Alter }\n`,
      'bank.yaml:9:5 features.Age.label.en: is missing',
    ],
    [
      'a label that is no text',
      `${CONFIG}    label: 5\n`,
      'bank.yaml:9:5 features.Age.label: must be a text',
    ],
    [
      'an id that no address can hold',
      CONFIG.replace('id: bank', 'id: My Bank'),
      'bank.yaml:1:1 id: must be lower-case letters',
    ],
    [
      'a version that YAML would shorten',
      `${CONFIG}version: 1.10\n`,
      'bank.yaml:9:1 version: must be a text: put it between quotation marks',
    ],
    [
      'a used column without a type',
      `${CONFIG}  Tenure:\n    policy: use\n`,
      'features.Tenure.type: is missing',
    ],
    [
      'a boolean with one word',
      `${CONFIG}  Active: { policy: use, type: boolean, values: [{ value: 1 }] }\n`,
      'features.Active.values: must name two words',
    ],
    [
      'a word twice',
      `${CONFIG}  Plan: { policy: use, type: categorical, values: [{ value: a }, { value: a }] }\n`,
      'features.Plan.values: names "a" twice',
    ],
    [
      'a unit on words',
      `${CONFIG}  Plan: { policy: use, type: categorical, unit: kg }\n`,
      'features.Plan.unit: is for numeric columns only',
    ],
    [
      'limits the wrong way round',
      `${CONFIG}    limits: { min: 5, max: 1 }\n`,
      'features.Age.limits: has a min of 5 above its max of 1',
    ],
    [
      'bands the wrong way round',
      `${CONFIG}bands: { medium: 0.5, high: 0.2 }\n`,
      'bands: must have medium below high',
    ],
    [
      'shares that leave nothing to train on',
      `${CONFIG}split: { validation: 0.4, calibration: 0.4 }\n`,
      'split: leaves too little to train on',
    ],
    ['a key twice', `${CONFIG}id: other\n`, 'bank.yaml:9:1 Map keys must be unique'],
    ['broken YAML', 'id: [bank\n', 'bank.yaml:2:1'],
    ['an alias without an anchor', `${CONFIG}data: *note\n`, 'bank.yaml'],
    ['an empty file', '', 'bank.yaml:1:1 the configuration: must be a group of keys'],
  ])('%s', (_name, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
