import { InvalidArgumentError, type Command } from 'commander';
import type { Config } from '../config/config-schema.ts';
import { thresholdRule } from '../config/threshold-rule.ts';
import { TrainerError } from '../trainer-error.ts';

/** What a command line may say about whom to call. */
export interface ThresholdOptions {
  readonly recall?: number;
  readonly beta?: number;
  readonly contactCost?: number;
  readonly customerValue?: number;
  readonly saveRate?: number;
  readonly calls?: number;
  readonly customers?: number;
}

export function addThresholdOptions(command: Command): Command {
  return command
    .option('--recall <share>', 'call so many that this share of leavers is found', number)
    .option('--beta <number>', 'how many times as much recall counts as precision', number)
    .option('--contact-cost <amount>', 'of a call; with --customer-value and --save-rate', number)
    .option('--customer-value <amount>', 'what is kept where a customer is saved', number)
    .option('--save-rate <share>', 'of leavers who are called, how many stay', number)
    .option('--calls <number>', 'that can be made; with --customers', number)
    .option('--customers <number>', 'who are scored in the time of these calls', number);
}

/**
 * @returns the rule that the options say, undefined where they say nothing
 * @throws TrainerError where they say two, half of one, or one that cannot be
 */
export function chooseRule(options: ThresholdOptions): Config['threshold'] {
  const { recall, beta, contactCost, customerValue, saveRate, calls, customers } = options;
  const rules = [
    { rule: 'recall', values: { target: recall }, flags: '--recall' },
    { rule: 'f-beta', values: { beta }, flags: '--beta' },
    {
      rule: 'cost',
      values: { contactCost, customerValue, saveRate },
      flags: '--contact-cost, --customer-value and --save-rate',
    },
    { rule: 'capacity', values: { calls, customers }, flags: '--calls and --customers' },
  ].filter(({ values }) => Object.values(values).some((value) => value !== undefined));
  if (rules.length === 0) return undefined;
  const [{ rule, values, flags }, other] = rules;
  if (other) throw new TrainerError(`${flags} and ${other.flags} are two rules: give one of them`);
  if (Object.values(values).includes(undefined)) {
    throw new TrainerError(`${flags} go together: all of them are needed`);
  }
  const parsed = thresholdRule.safeParse({ rule, ...values });
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new TrainerError(`${flags}: ${path.join('.')} ${message}`);
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('must be a number');
}
