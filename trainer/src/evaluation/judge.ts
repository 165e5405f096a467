import { compareWithBaselines, type Baselines } from '../baselines/baselines.ts';
import type { Config } from '../config/config-schema.ts';
import type { DataReport } from '../data/data-report.ts';
import type { Drift } from '../data/drift.ts';
import type { TestFigures } from './evaluate.ts';
import type { Pipeline, ReadTable } from '../fit/fit-pipeline.ts';
import type { Split } from '../data/split.ts';
import type { Table } from '../table/table.ts';
import { bootstrapIntervals, type Intervals } from './bootstrap.ts';
import type { Folds } from './cross-validate.ts';
import type { Fairness } from './fairness-report.ts';
import { auditFairness } from './fairness.ts';
import { decide, type Verdict } from './verdict.ts';
import { compareWithAndWithout } from './with-and-without.ts';

/** What makes the figures of a report believable. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly intervals: Intervals;
  readonly baselines: Baselines;
  readonly fairness: Fairness;
  /** Null where nobody asked for them. */
  readonly folds: Folds | null;
}

/** A model that was fitted, with everything that was found out so far. */
export interface Judged {
  readonly table: Table;
  readonly config: Config;
  readonly customers: ReadTable;
  readonly split: Split;
  readonly pipeline: Pipeline;
  readonly test: TestFigures;
  /** [test] */
  readonly probabilities: readonly number[];
  readonly data: DataReport;
  readonly drift: Drift | null;
  readonly folds: Folds | null;
  /** Whether to train networks with and without each audit column. */
  readonly isRetrained: boolean;
  readonly signal?: AbortSignal;
}

/** Puts intervals, simpler models and groups of customers beside the figures, and a verdict on top. */
export async function judge(judged: Judged): Promise<Judgement> {
  const { table, config, customers, split, pipeline, test, probabilities } = judged;
  const { left, groups } = customers;
  const { seed } = config;
  const testLeft = split.test.map((row) => left[row]);
  const testGroups = groups && split.test.map((row) => groups[row]);
  const intervals = bootstrapIntervals(probabilities, test.threshold, {
    left: testLeft,
    seed,
    ...(testGroups && { groups: testGroups }),
  });
  const baselines = await compareWithBaselines({
    ...customers,
    inputs: pipeline.inputs,
    split,
    probabilities,
    seed,
    ...(testGroups && { testGroups }),
  });
  judged.signal?.throwIfAborted();
  const audited = { table, config, rows: split.test, left: testLeft, probabilities };
  const fairness = {
    threshold: test.threshold,
    columns: auditFairness({ ...audited, threshold: test.threshold }),
    withAndWithout: judged.isRetrained
      ? await compareWithAndWithout({ ...judged, ...customers })
      : null,
  };
  const learned = [...split.train, ...split.validation, ...split.calibration];
  const evidence = {
    ...judged,
    intervals,
    baselines,
    fairness,
    learnedLeft: learned.reduce((sum, row) => sum + left[row], 0),
    features: customers.schema.features.length,
  };
  return { verdict: decide(evidence), intervals, baselines, fairness, folds: judged.folds };
}
