import { z } from 'zod';
import type { Setting } from './setting.ts';

const setting = z.strictObject({
  hidden: z.array(z.int().min(1)).min(1),
  encoding: z.enum(['piecewise', 'standardize']),
  dropout: z.number(),
  weightDecay: z.number(),
  learningRate: z.number(),
  batchSize: z.int(),
});

/** A trial was measured on one hold-out, after training on all others. */
const measured = z.strictObject({
  what: z.literal('measured'),
  /** Counted from 0, in the order in which they were started; 0 is the setting that was given. */
  trial: z.int().min(0),
  holdOut: z.int().min(0),
  logLoss: z.number(),
  rocAuc: z.number(),
  seconds: z.number(),
  setting,
});

/** A trial was trained as `train` would, on all folds in turn. */
const crossValidated = z.strictObject({
  what: z.literal('cross-validated'),
  trial: z.int().min(0),
  /** [folds] */
  logLoss: z.array(z.number()),
  /** [folds] */
  rocAuc: z.array(z.number()),
  seconds: z.number(),
  setting,
});

export const searchEntry = z.discriminatedUnion('what', [measured, crossValidated]);

/** What a search found out in one step. All of them, in order, are the state of the search. */
export type SearchEntry = z.output<typeof searchEntry>;
export type CrossValidatedTrial = z.output<typeof crossValidated>;

/** One setting, and all that is known about it. */
export interface Trial {
  /** Counted from 0; 0 is the setting that was given. */
  readonly trial: number;
  readonly setting: Setting;
  /** [hold-outs measured] log-loss after calibration */
  readonly logLoss: readonly number[];
  /** [hold-outs measured] */
  readonly rocAuc: readonly number[];
  readonly crossValidated?: CrossValidatedTrial;
}

/** @returns the trials, in the order in which they were started */
export function trialsOf(entries: readonly SearchEntry[]): Trial[] {
  const trials: Trial[] = [];
  for (const entry of entries) {
    const { trial, setting } = entry;
    const before = trials[trial] ?? { trial, setting, logLoss: [], rocAuc: [] };
    trials[trial] =
      entry.what === 'measured'
        ? {
            ...before,
            logLoss: [...before.logLoss, entry.logLoss],
            rocAuc: [...before.rocAuc, entry.rocAuc],
          }
        : { ...before, crossValidated: entry };
  }
  return trials;
}
