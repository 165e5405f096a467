import { z } from 'zod';

const positive = z.number().gt(0);
const share = z.number().gt(0).lt(1);

/** How the probability is chosen from which one acts. */
export const thresholdRule = z.discriminatedUnion(
  'rule',
  [
    z.strictObject({
      rule: z.literal('f-beta'),
      beta: positive.max(100).describe('how many times as much recall counts as precision'),
    }),
    z.strictObject({
      rule: z.literal('recall'),
      target: share.describe('share of those who leave that is to be found'),
    }),
    z
      .strictObject({
        rule: z.literal('cost'),
        contactCost: positive.describe('of one call'),
        customerValue: positive.describe('what is kept where a customer is saved'),
        saveRate: z
          .number()
          .gt(0)
          .max(1)
          .describe('of those called who would leave, how many stay'),
        currency: z.string().min(1).max(10).default('').describe('such as EUR'),
      })
      .refine(
        ({ contactCost, customerValue, saveRate }) => contactCost < saveRate * customerValue,
        {
          path: ['contactCost'],
          message: 'must be less than saveRate times customerValue, or no call ever pays',
        },
      ),
    z
      .strictObject({
        rule: z.literal('capacity'),
        calls: positive.describe('that can be made, such as in a week'),
        customers: positive.describe('who are scored in that time'),
      })
      .refine(({ calls, customers }) => calls < customers, {
        path: ['calls'],
        message: 'must be fewer than customers, or everybody can be called',
      }),
  ],
  { error: 'must be f-beta, recall, cost or capacity' },
);

export type ThresholdRule = z.output<typeof thresholdRule>;

/**
 * The default: those found and those called for nothing weigh the same. A list with many who would
 * have stayed anyway is soon not read at all.
 */
export const USUAL_RULE: ThresholdRule = { rule: 'f-beta', beta: 1 };

export function describeRule(rule: ThresholdRule): string {
  switch (rule.rule) {
    case 'f-beta':
      return rule.beta === 1
        ? 'the largest F1: finding somebody counts as much as not calling for nothing'
        : `the largest F${rule.beta}: recall counts ${rule.beta} times as much as precision`;
    case 'recall':
      return `the highest that finds ${percent(rule.target)} of those who leave`;
    case 'cost': {
      const { contactCost, customerValue, saveRate, currency } = rule;
      const money = (amount: number) => `${amount} ${currency}`.trim();
      return `where a call pays: it costs ${money(contactCost)} and saves ${percent(saveRate)} of those who would leave, worth ${money(customerValue)} each`;
    }
    case 'capacity':
      return `the lowest with at most ${rule.calls} calls for ${rule.customers} customers`;
  }
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
