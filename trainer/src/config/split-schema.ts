import { z } from 'zod';
import { cell } from './cell-schema.ts';

export const TIME_FORMATS = ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'number'] as const;

const share = z.number().min(0).max(0.5);
const held = share.gt(0).default(0.1).describe('share of those not in test; at most 200,000');

/** Which customers are for what. */
export const splitSchema = z
  .strictObject({
    test: share.gt(0).default(0.2).describe('share of all customers; at most 200,000'),
    validation: held,
    group: z
      .string()
      .optional()
      .describe(
        'column whose rows stay on one side when they share a value, such as the customer id',
      ),
    time: z
      .string()
      .optional()
      .describe('column with a date or a number such as a year: the latest rows are the test part'),
    timeFormat: z
      .enum(TIME_FORMATS)
      .optional()
      .describe('of the time column; default: told by its cells'),
    testFrom: cell
      .optional()
      .describe(
        'the test part starts here, written as in the time column; default: by its share of rows',
      ),
    calibration: held,
  })
  .refine((shares) => shares.validation + shares.calibration <= 0.6, {
    message: 'leaves too little to train on: validation and calibration together are at most 0.6',
  })
  .superRefine(({ time, timeFormat, testFrom }, context) => {
    const needsTime = { timeFormat, testFrom };
    for (const [key, given] of Object.entries(needsTime)) {
      if (time !== undefined || given === undefined) continue;
      context.addIssue({ code: 'custom', path: [key], message: 'goes with a time column only' });
    }
  });
