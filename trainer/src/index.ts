/**
 * The path from a table to a model, in the order in which `train` walks it:
 *
 * 1. table        a file becomes records
 * 2. config       what the columns are, written by people or inferred
 * 3. train        every stage is fitted, calibrated, measured
 * 4. artifact     the model is written, checked and read again
 */
export * from './trainer-error.ts';
export { parseTable, readTable, type Table } from './table/table.ts';
export { parseConfig, readConfig } from './config/config.ts';
export type { Config } from './config/config-schema.ts';
export { inferConfig, type InferredConfig } from './config/infer-config.ts';
export type { GivenSplit, Split } from './data/split.ts';
export { parseSplit, readSplit } from './data/split-file.ts';
export type { BackendChoice, BackendName } from './backend/backend-choice.ts';
export { train, type Progress, type Trained, type TrainOptions } from './train.ts';
export { evaluate, type Evaluation, type TestFigures } from './evaluation/evaluate.ts';
export {
  crossValidate,
  type CrossValidated,
  type CrossValidateOptions,
} from './evaluation/cross-validate.ts';
export {
  tune,
  type Budget,
  type Finalist,
  type Tuned,
  type TuneOptions,
  type TuneProgress,
} from './tune/tune.ts';
export type { SearchEntry, Trial } from './tune/search-log.ts';
export { publishGate } from './evaluation/publish-gate.ts';
export type { Report } from './report/report.ts';
export { artifactFolder } from './artifact/artifact-folder.ts';
export type { ArtifactContents } from './artifact/artifact-contents.ts';
export { writeArtifact } from './artifact/write-artifact.ts';
export { sampleBank, type BankRow, type SampledBankRow } from './sample/bank.ts';
export { readTarget } from './data/target.ts';
export { exploreTable, type Exploration, type ExploreOptions } from './explore/explore.ts';
export { findThings, type Finding } from './explore/findings.ts';
export { explorePage } from './explore/page/page.ts';
