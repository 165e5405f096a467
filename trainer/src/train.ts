import {
  bandOf,
  type Model,
  type ModelSpec,
  type Provenance,
  type Schema,
} from '@churn-card/models';
import { openBackend, TENSORFLOW_VERSION } from './backend/backend.ts';
import type { BackendChoice, BackendName } from './backend/backend-choice.ts';
import { artifactContents, type ArtifactContents } from './artifact/artifact-contents.ts';
import type { Config } from './config/config-schema.ts';
import { reportData } from './data/data-report.ts';
import { measureDrift } from './data/measure-drift.ts';
import { describeDecision } from './evaluation/decision.ts';
import { evaluate } from './evaluation/evaluate.ts';
import { crossValidate, type FoldProgress, type Folds } from './evaluation/cross-validate.ts';
import { compareImbalance } from './evaluation/compare-imbalance.ts';
import { judge } from './evaluation/judge.ts';
import { fitBands } from './fit/decision.ts';
import type { MemberEpoch } from './fit/distillation.ts';
import { fitEvidence } from './fit/evidence.ts';
import { fitBackground, measureBackground, NOT_MEASURED } from './fit/explanation.ts';
import { fitGolden } from './fit/golden.ts';
import { evenlySpaced, pickRows, pick } from './fit/rows.ts';
import {
  fitPipeline,
  readyPipeline,
  type Pipeline,
  type ReadyNetwork,
} from './fit/fit-pipeline.ts';
import { fitTypicality } from './fit/typicality.ts';
import { fitTrackRecord } from './fit/track-record.ts';
import { measureImportance } from './evaluation/importance.ts';
import { measureDependence } from './evaluation/partial-dependence.ts';
import { createReport, type Report } from './report/report.ts';
import { prepare } from './data/prepare.ts';
import type { GivenSplit, Split } from './data/split.ts';
import type { Table } from './table/table.ts';
import { TRAINER_VERSION } from './version.ts';
import { mean } from './statistics/mean.ts';

export interface TrainOptions {
  readonly table: Table;
  readonly config: Config;
  readonly split?: GivenSplit;
  readonly backend?: BackendChoice;
  /** Gives a network that was trained elsewhere: then only what follows a network is fitted. */
  readonly ready?: (schema: Schema) => ReadyNetwork;
  /** Trains on folds first, `repeats` times, to tell how far the figures vary. */
  readonly folds?: { readonly folds: number; readonly repeats?: number };
  /** Trains networks with and without each audit column, too. */
  readonly fairness?: boolean;
  /** Whether to compare class weights, over-sampling and focal loss with none of them. */
  readonly compareImbalance?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Is told, before training, what the data make doubtful, a sentence each. */
  readonly onWarning?: (warning: string) => void;
  readonly signal?: AbortSignal;
}

export type Progress =
  | { readonly stage: 'preparing' | 'measuring' }
  | ({ readonly stage: 'folds' } & FoldProgress)
  | ({ readonly stage: 'training' } & MemberEpoch);

export interface Trained {
  /** What `writeArtifact` writes. The same options give the same bytes. */
  readonly contents: ArtifactContents;
  readonly report: Report;
  readonly backend: BackendName;
}

/**
 * Makes a model from a table: every stage is fitted on the training part, applied by `models`, and
 * measured on the test part.
 *
 * @throws TrainerError where table, configuration and split do not go together
 * @throws the signal's reason where it is aborted
 */
export async function train(options: TrainOptions): Promise<Trained> {
  const { config, signal, onProgress, onWarning } = options;
  onProgress?.({ stage: 'preparing' });
  const backend = await openBackend(options.backend ?? 'auto');

  const prepared = prepare(options.table, config, options.split);
  const { table, left, split, customers, leaks } = prepared;
  const { schema, rows } = customers;
  for (const warning of prepared.warnings) onWarning?.(warning);

  const folds = options.folds ? await measureFolds(options, options.folds) : null;
  const ready = options.ready?.(schema);
  const pipeline = ready
    ? readyPipeline(ready, customers, split, config)
    : await fitPipeline(customers, split, config, {
        signal,
        onEpoch: (epoch) => onProgress?.({ stage: 'training', ...epoch }),
      });

  onProgress?.({ stage: 'measuring' });
  const { network, inputs, calibration, threshold, histories } = pipeline;
  const baseRate = mean(pick(left, split.train));
  const testLeft = pick(left, split.test);
  const testProbabilities = split.test.map(pipeline.probabilityOf);

  const bands = fitBands(baseRate, threshold, config.bands);
  const standing = evenlySpaced(split.train, MOST_BACKGROUND_CUSTOMERS);
  const standingInputs = standing.map((row) => inputs.at(row));
  const draft: ModelSpec = {
    formatVersion: 1,
    id: config.id,
    version: config.version,
    title: config.title,
    label: { target: config.target, positive: config.positive, horizon: config.horizon },
    validUntil: config.validUntil,
    schema,
    preprocess: pipeline.preprocessing,
    calibration,
    baseRate,
    threshold,
    bands,
    background: {
      ...fitBackground(standingInputs, network, config.explanation.backgroundRows),
      error: NOT_MEASURED,
    },
    typicality: fitTypicality(
      evenlySpaced(standingInputs, MOST_TYPICAL_CUSTOMERS),
      evenlySpaced([...split.validation, ...split.calibration], MOST_TYPICAL_CUSTOMERS).map((row) =>
        inputs.at(row),
      ),
    ),
    explanation: {
      exactUpTo: config.explanation.exactUpTo,
      coalitionPairs: config.explanation.coalitionPairs,
      standardError: config.explanation.standardError,
      seed: config.seed,
    },
    evidence: fitEvidence(schema, pickRows(rows, split.train), pick(left, split.train), {
      rows: pickRows(rows, standing),
      bands: standing.map((row) => bandOf(bands, pipeline.probabilityOf(row))),
    }),
    trackRecord: fitTrackRecord(testProbabilities, testLeft),
    provenance: provenanceOf(options, backend, split, pipeline, ready),
  };

  const error = measureBackground({ spec: draft, network, hash: '' }, standingInputs);
  const spec: ModelSpec = { ...draft, background: { ...draft.background, error } };
  const model: Model = { spec, network, hash: '' };
  const testRows = pickRows(rows, split.test);
  const evaluation = evaluate(testProbabilities, testLeft, threshold);
  const importance = measureImportance(model, testRows, testLeft, config.seed);
  const dependence = measureDependence(model, testRows, testLeft, config.seed);
  const data = reportData(options.table, table, config, pipeline.preprocessing, left, split, leaks);
  const watch = { signal };
  const drift = await measureDrift(table, customers, config, split, testProbabilities, watch);
  const judgement = await judge({
    ...{ table, config, customers, split, pipeline, data, drift, folds, signal },
    test: evaluation.test,
    probabilities: testProbabilities,
    isRetrained: options.fairness === true,
  });
  const decision = describeDecision(config, threshold, testProbabilities, testLeft);
  const imbalance = options.compareImbalance
    ? await compareImbalance(table, config, split, { signal })
    : null;
  const { calibrationChoice } = pipeline;
  const findings = { decision, calibrationChoice, imbalance, data, drift, ...judgement };
  const report = createReport(spec, evaluation, findings, importance, dependence, histories);
  const golden = await fitGolden(spec, network, config.seed);
  signal?.throwIfAborted();
  return { contents: artifactContents(spec, network, golden, report), report, backend };
}

/** More of them change no average that anybody could see. */
const MOST_BACKGROUND_CUSTOMERS = 50_000;
const MOST_TYPICAL_CUSTOMERS = 20_000;

async function measureFolds(
  { table, config, backend, signal, onProgress }: TrainOptions,
  wanted: { readonly folds: number; readonly repeats?: number },
): Promise<Folds> {
  const { folds, repeats, figures, summary } = await crossValidate({
    ...{ table, config, backend, signal, ...wanted },
    onProgress: (progress) => onProgress?.({ stage: 'folds', ...progress }),
  });
  return { folds, repeats, figures, summary };
}

function provenanceOf(
  { table, config }: TrainOptions,
  backend: BackendName,
  split: Split,
  { network, histories }: Pipeline,
  ready: ReadyNetwork | undefined,
): Provenance {
  const { dropout, weightDecay } = ready ? { dropout: 0, weightDecay: 0 } : config.network;
  const hidden = network.layers.slice(0, -1).map(({ units }) => units);
  return {
    data: config.data,
    dataSha256: table.sha256,
    rows: {
      train: split.train.length,
      validation: split.validation.length,
      calibration: split.calibration.length,
      test: split.test.length,
    },
    seed: config.seed,
    backend,
    versions: { trainer: TRAINER_VERSION, tensorflow: TENSORFLOW_VERSION, ...ready?.versions },
    network: { hidden, dropout, weightDecay, epochs: histories.at(-1)?.at(-1)?.bestEpoch ?? 0 },
  };
}
