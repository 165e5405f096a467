import { openBackend } from '../backend/backend.ts';
import type { BackendChoice } from '../backend/backend-choice.ts';
import type { Config } from '../config/config-schema.ts';
import { leaveOutRows } from '../data/leave-out.ts';
import { requireEnoughRows } from '../data/minimum-data.ts';
import { evaluate, type TestFigures } from './evaluate.ts';
import type { MemberEpoch } from '../fit/distillation.ts';
import { fitSchema } from '../fit/schema.ts';
import { fitPipeline } from '../fit/fit-pipeline.ts';
import { randomStream } from '../random.ts';
import { customersOf, splitTable } from '../data/split.ts';
import type { Table } from '../table/table.ts';
import { readTarget } from '../data/target.ts';
import { TrainerError } from '../trainer-error.ts';
import { correctedSpread, type Spread } from './corrected-interval.ts';
import { assignFolds, checkFolds } from './fold-rows.ts';

export interface CrossValidateOptions {
  readonly table: Table;
  readonly config: Config;
  /** How many; 5 where nothing is said. */
  readonly folds?: number;
  /** How often the customers are dealt anew; 1 where nothing is said. */
  readonly repeats?: number;
  /** [rows of the table] the fold of each, counted from 0, where somebody else dealt them. */
  readonly assignments?: readonly number[];
  /** Of the dealing and of every training; default: that of the configuration. */
  readonly seed?: number;
  readonly backend?: BackendChoice;
  readonly onProgress?: (progress: FoldProgress) => void;
  readonly signal?: AbortSignal;
}

/** How a training of one fold stands. `fold` counts through all repeats, from 1. */
export type FoldProgress = { readonly fold: number; readonly folds: number } & MemberEpoch;

/** The figures of one training, measured on the customers of its fold. */
export interface FoldFigures extends TestFigures {
  /** Counted from 1. */
  readonly repeat: number;
  /** Counted from 1. */
  readonly fold: number;
}

export const FOLD_FIGURES = ['rocAuc', 'prAuc', 'logLoss', 'brier', 'ece', 'accuracy'] as const;
export type FoldFigure = (typeof FOLD_FIGURES)[number];

/** `folds` of the report: the same configuration trained again and again, on other customers. */
export interface Folds {
  readonly folds: number;
  readonly repeats: number;
  readonly figures: readonly FoldFigures[];
  /** Over all trainings; the intervals are those of Nadeau & Bengio 2003. */
  readonly summary: Readonly<Record<FoldFigure, Spread>>;
}

export interface CrossValidated extends Folds {
  /** [repeats][rows] what was said about each customer by a model that did not know them */
  readonly probabilities: readonly Float64Array[];
  /** [rows] 1 for those who left */
  readonly left: Uint8Array;
  /** [repeats][rows] counted from 0 */
  readonly assignments: readonly (readonly number[])[];
}

/**
 * Trains a configuration once for each fold, on all other folds, and measures it on that one:
 * k-fold cross-validation, stratified, and by groups where the configuration names them. Each
 * training carves what it needs for stopping and calibration out of its own part.
 *
 * @throws TrainerError where table, configuration and folds do not go together
 * @throws the signal's reason where it is aborted
 */
export async function crossValidate(options: CrossValidateOptions): Promise<CrossValidated> {
  const { config, signal } = options;
  if (options.assignments && config.leaveOut.length > 0) {
    throw new TrainerError(
      'given folds do not go with leaveOut: leave those rows out of the table',
    );
  }
  if (config.split.time !== undefined) {
    throw new TrainerError(
      `folds would learn from customers later than those they are measured on: without split.time ${config.split.time} there can be folds, with it there is one test part`,
    );
  }
  await openBackend(options.backend ?? 'auto');
  const { table } = leaveOutRows(options.table, config.target, config.leaveOut);
  const left = readTarget(table, config.target, config.positive, config.missing);
  requireEnoughRows(left, table.file);
  const groups = customersOf(table, config);
  const seed = options.seed ?? config.seed;
  const assignments = dealAll(options, left, seed, groups);
  const folds = checkFolds(assignments[0], left);
  const probabilities = assignments.map(() => new Float64Array(left.length));
  const figures: FoldFigures[] = [];
  for (const [repeat, assigned] of assignments.entries()) {
    for (let fold = 0; fold < folds; fold++) {
      signal?.throwIfAborted();
      const given = {
        train: rowsWhere(assigned, (other) => other !== fold),
        test: rowsWhere(assigned, (other) => other === fold),
      };
      const ownConfig = { ...config, seed: (seed + figures.length) % 2 ** 32 };
      const split = splitTable(table, left, ownConfig, given);
      const { schema, rows } = fitSchema(config, table, split.train);
      const at = { fold: figures.length + 1, folds: folds * assignments.length };
      const { probabilityOf, threshold } = await fitPipeline(
        { schema, rows, left, groups },
        split,
        ownConfig,
        { signal, onEpoch: (epoch) => options.onProgress?.({ ...at, ...epoch }) },
      );
      const said = split.test.map(probabilityOf);
      split.test.forEach((row, index) => (probabilities[repeat][row] = said[index]));
      const { test } = evaluate(
        said,
        split.test.map((row) => left[row]),
        threshold,
      );
      figures.push({ repeat: repeat + 1, fold: fold + 1, ...test });
    }
  }
  const summary = summarize(figures, 1 / (folds - 1));
  return { folds, repeats: assignments.length, figures, summary, probabilities, left, assignments };
}

function dealAll(
  { folds = 5, repeats = 1, assignments }: CrossValidateOptions,
  left: Uint8Array,
  seed: number,
  groups?: readonly string[],
): (readonly number[])[] {
  if (assignments) {
    if (repeats !== 1)
      throw new TrainerError('given folds cannot be repeated: they are as they are');
    return [assignments];
  }
  const random = randomStream(seed, 'folds');
  const dealt = Array.from({ length: repeats }, () => assignFolds(left, folds, random, groups));
  for (const assigned of dealt) checkFolds(assigned, left);
  return dealt;
}

function rowsWhere(assigned: readonly number[], wanted: (fold: number) => boolean): number[] {
  return [...assigned.keys()].filter((row) => wanted(assigned[row]));
}

function summarize(
  figures: readonly FoldFigures[],
  testedOverTrained: number,
): Record<FoldFigure, Spread> {
  const entries = FOLD_FIGURES.map((name): [FoldFigure, Spread] => {
    const values = figures.map((figure) => figure[name]);
    return [name, correctedSpread(values, testedOverTrained)];
  });
  return Object.fromEntries(entries) as Record<FoldFigure, Spread>;
}
