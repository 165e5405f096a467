/**
 * The path of a number, in the order in which it is made:
 *
 * 1. schema       a line of a table becomes a checked row
 * 2. preprocess   the row becomes network inputs
 * 3. network      the inputs become a logit
 * 4. calibration  the logit becomes a probability
 * 5. explanation  the probability gets its reasons
 * 6. predict      all of it is one answer
 * 7. sentence     the answer becomes words
 * 8. contract     the words cross the wire
 *
 * `artifact` loads a model folder and checks every byte of it first.
 */
export * from './localized.ts';
export * from './schema.ts';
export * from './preprocess.ts';
export * from './network.ts';
export * from './calibration.ts';
export { attribute } from './explanation.ts';
export type * from './attribution.ts';
export type * from './background.ts';
export * from './typicality.ts';
export { choleskyFactor, invertLower } from './cholesky.ts';
export * from './wilson.ts';
export * from './evidence.ts';
export * from './track-record.ts';
export * from './model.ts';
export * from './predict.ts';
export * from './doubts.ts';
export * from './feature-groups.ts';
export * from './interactions.ts';
export * from './score-change.ts';
export * from './allowed-change.ts';
export * from './what-if.ts';
export * from './counterfactuals.ts';
export * from './actions.ts';
export * from './caution.ts';
export * from './explanation-record.ts';
export * from './sentence.ts';
export { formatPoints } from './message.ts';
export * from './contract.ts';
export * from './manifest.ts';
export * from './golden.ts';
export * from './artifact-error.ts';
export * from './artifact.ts';
export * from './random.ts';
