import {
  calibrate,
  logit,
  preprocess,
  score,
  type Model,
  type ModelSpec,
  type Network,
  type Preprocess,
  type Provenance,
} from '@churn-card/models';
import { openBackend, TENSORFLOW_VERSION } from './backend.ts';
import type { BackendChoice, BackendName } from './backend-choice.ts';
import { artifactContents, type ArtifactContents } from './artifact-contents.ts';
import { reportColumns } from './columns-report.ts';
import type { Config } from './config-schema.ts';
import { evaluate } from './evaluate.ts';
import { fitCalibration, USUAL_SPREAD } from './fit/calibration.ts';
import { fitBands, fitThreshold } from './fit/decision.ts';
import { fitDistilledNetwork, type MemberEpoch } from './fit/distillation.ts';
import { fitEvidence } from './fit/evidence.ts';
import { createExamples } from './fit/examples.ts';
import { fitBackground } from './fit/explanation.ts';
import { fitGolden } from './fit/golden.ts';
import { balance } from './fit/imbalance.ts';
import { fitNetwork, type Epoch } from './fit/network.ts';
import { fitPreprocess } from './fit/preprocess.ts';
import { fitSchema } from './fit/schema.ts';
import { fitTrackRecord } from './fit/track-record.ts';
import { measureImportance } from './importance.ts';
import { randomStream } from './random.ts';
import { createReport, type Report } from './report.ts';
import { customersOf, splitTable, type GivenSplit, type Split } from './split.ts';
import type { Table } from './table.ts';
import { readTarget } from './target.ts';
import { TrainerError } from './trainer-error.ts';
import { TRAINER_VERSION } from './version.ts';

export interface TrainOptions {
  readonly table: Table;
  readonly config: Config;
  readonly split?: GivenSplit;
  readonly backend?: BackendChoice;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export type Progress =
  { readonly stage: 'preparing' | 'measuring' } | ({ readonly stage: 'training' } & MemberEpoch);

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
  const { table, config, signal, onProgress } = options;
  onProgress?.({ stage: 'preparing' });
  const backend = await openBackend(options.backend ?? 'auto');

  const left = readTarget(table, config.target, config.positive, config.missing);
  requireEnough(table, left);
  const split = splitTable(table, left, config, options.split);
  const { schema, rows } = fitSchema(config, table, split.train);
  const preprocessing = fitPreprocess(
    schema,
    pick(rows, split.train),
    pick(left, split.train),
    config.network.encoding,
  );
  const inputs = rows.map((row) => preprocess(preprocessing, row));

  const { network, histories } = await fitModel(inputs, left, preprocessing, split, options);

  onProgress?.({ stage: 'measuring' });
  const held = heldBack(split, config);
  const logits = inputs.map((row) => logit(network, row));
  const spread = config.network.imbalance === 'none' ? USUAL_SPREAD : Infinity;
  const calibration = fitCalibration(pick(logits, held), pick(left, held), spread);
  const probabilities = logits.map((value) => calibrate(calibration, value));
  const threshold = config.threshold ?? fitThreshold(pick(probabilities, held), pick(left, held));
  const baseRate = mean(pick(left, split.train));
  const testLeft = pick(left, split.test);

  const spec: ModelSpec = {
    formatVersion: 1,
    id: config.id,
    version: config.version,
    title: config.title,
    label: { target: config.target, positive: config.positive, horizon: config.horizon },
    schema,
    preprocess: preprocessing,
    calibration,
    baseRate,
    threshold,
    bands: fitBands(baseRate, threshold, config.bands),
    background: fitBackground(
      pick(inputs, split.train),
      network,
      config.explanation.backgroundRows,
    ),
    explanation: {
      exactUpTo: config.explanation.exactUpTo,
      permutationPairs: config.explanation.permutationPairs,
      seed: config.seed,
    },
    evidence: fitEvidence(schema, pick(rows, split.train), pick(left, split.train)),
    trackRecord: fitTrackRecord(pick(probabilities, split.test), testLeft),
    provenance: provenanceOf(options, backend, split, histories),
  };

  const model: Model = { spec, network, hash: '' };
  const testRows = pick(rows, split.test);
  const evaluation = evaluate(
    testRows.map((row) => score(model, row)),
    testLeft,
    threshold,
  );
  const importance = measureImportance(model, testRows, testLeft, config.seed);
  const columns = reportColumns(config, table, spec, rows, split);
  const report = createReport(spec, evaluation, columns, importance, histories);
  const golden = await fitGolden(spec, network, config.seed);
  signal?.throwIfAborted();
  return { contents: artifactContents(spec, network, golden, report), report, backend };
}

/** So few customers teach a network nothing, and fill no part of a split. */
const FEWEST_ROWS = 100;
const FEWEST_OF_A_KIND = 20;

function requireEnough(table: Table, left: Uint8Array): void {
  const gone = left.reduce((sum, one) => sum + one, 0);
  const rarer = Math.min(gone, left.length - gone);
  if (left.length >= FEWEST_ROWS && rarer >= FEWEST_OF_A_KIND) return;
  throw new TrainerError(
    `${table.file} has ${left.length} customers, ${gone} of whom left: at least ${FEWEST_ROWS} are needed, and ${FEWEST_OF_A_KIND} of either kind`,
  );
}

/**
 * Rows that the network was not trained on. Where it imitates several, those have learned from the
 * validation part too; else stopping looked at one number of it only, and twice the rows halve the
 * error of a calibration that has two numbers to fit.
 */
function heldBack({ validation, calibration }: Split, { network }: Config): readonly number[] {
  return network.members > 1 ? calibration : [...validation, ...calibration];
}

/** One network, or one that imitates several. */
async function fitModel(
  inputs: readonly Float32Array[],
  left: Uint8Array,
  preprocessing: Preprocess,
  split: Split,
  { table, config, signal, onProgress }: TrainOptions,
): Promise<{ network: Network; histories: Epoch[][] }> {
  const { seed, network: options } = config;
  const examplesOf = (part: readonly number[]) =>
    createExamples(pick(inputs, part), pick(left, part));
  const onEpoch = (epoch: MemberEpoch) => onProgress?.({ stage: 'training', ...epoch });
  if (options.members > 1) {
    const all = [...split.train, ...split.validation];
    const groups = customersOf(table, config);
    return fitDistilledNetwork(
      examplesOf(all),
      preprocessing,
      options,
      seed,
      { signal, onEpoch },
      groups && pick(groups, all),
    );
  }
  const { train, validation } = balance(
    examplesOf(split.train),
    examplesOf(split.validation),
    options.imbalance,
    randomStream(seed, 'balance'),
  );
  const { network, history } = await fitNetwork(train, validation, options, seed, {
    signal,
    onEpoch: (epoch) => onEpoch({ network: 1, networks: 1, ...epoch }),
  });
  return { network, histories: [history] };
}

function provenanceOf(
  { table, config }: TrainOptions,
  backend: BackendName,
  split: Split,
  histories: readonly (readonly Epoch[])[],
): Provenance {
  const { hidden, dropout, weightDecay } = config.network;
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
    versions: { trainer: TRAINER_VERSION, tensorflow: TENSORFLOW_VERSION },
    network: { hidden, dropout, weightDecay, epochs: histories.at(-1)?.at(-1)?.bestEpoch ?? 0 },
  };
}

function pick<T>(values: ArrayLike<T>, rows: readonly number[]): T[] {
  return rows.map((row) => values[row]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
