import { expect, test } from 'vitest';
import { chooseRule } from '../../../trainer/src/commands/threshold-options.ts';
import { parseConfig } from '../../../trainer/src/config/config.ts';
import { SMALL_CONFIG } from '../small-bank.ts';

test('a command line chooses a rule', () => {
  expect(chooseRule({})).toBeUndefined();
  expect(chooseRule({ recall: 0.8 })).toEqual({ rule: 'recall', target: 0.8 });
  expect(chooseRule({ contactCost: 20, customerValue: 900, saveRate: 0.3 })).toEqual({
    rule: 'cost',
    contactCost: 20,
    customerValue: 900,
    saveRate: 0.3,
    currency: '',
  });
});

test.each([
  ['two rules', { recall: 0.8, beta: 2 }, '--recall and --beta are two rules: give one of them'],
  ['half a rule', { calls: 50 }, '--calls and --customers go together: all of them are needed'],
  [
    'calls that never pay',
    { contactCost: 300, customerValue: 900, saveRate: 0.3 },
    'contactCost must be less than saveRate times customerValue, or no call ever pays',
  ],
  [
    'more calls than customers',
    { calls: 500, customers: 400 },
    'calls must be fewer than customers, or everybody can be called',
  ],
  ['more than everybody', { recall: 1.2 }, '--recall: target'],
])('%s is refused', (_name, options, message) => {
  expect(() => chooseRule(options)).toThrow(message);
});

test('so does a configuration, which names the place of what is wrong', () => {
  const withRule = (rule: string) =>
    parseConfig(`${SMALL_CONFIG}threshold: ${rule}\n`, 'bank.yaml');
  expect(withRule('{ rule: f-beta, beta: 2 }').threshold).toEqual({ rule: 'f-beta', beta: 2 });
  expect(withRule('0.3').threshold).toBe(0.3);
  expect(() => withRule('{ rule: recall, target: 80 }')).toThrow(
    /bank\.yaml:\d+:\d+ threshold\.target: must be less than 1, however: 80/,
  );
  expect(() => withRule('{ rule: profit }')).toThrow(/bank\.yaml:\d+:\d+ threshold/);
});
