import type { Background } from './background.ts';
import type { Calibration } from './calibration.ts';
import type { FeatureEvidence } from './evidence.ts';
import type { Localized } from './localized.ts';
import type { Network } from './network.ts';
import type { Preprocess } from './preprocess.ts';
import type { Schema } from './schema.ts';
import type { TrackRecord } from './track-record.ts';
import type { Typicality } from './typicality.ts';

/** What counts as leaving, in whose words, and within what time. */
export interface Label {
  /** The target column and the word in it that means "left". */
  readonly target: string;
  readonly positive: string;
  /**
   * The whole phrase shown under the number, such as "likely to close the account within 6
   * months". Null where the table documents no time window: then nothing may claim one.
   */
  readonly horizon: Localized | null;
}

/** A band starts at its probability and ends where the next one starts. */
export interface Band {
  readonly name: BandName;
  readonly from: number;
}
export const BAND_NAMES = ['low', 'medium', 'high'] as const;
export type BandName = (typeof BAND_NAMES)[number];

export interface ExplanationSettings {
  /** Up to this many features, Shapley values are exact: 2^n subsets. */
  readonly exactUpTo: number;
  /** Above it: pairs of a random coalition and its complement, at most. */
  readonly coalitionPairs: number;
  /** As a probability: where that of each feature is no larger, sampling stops. */
  readonly standardError: number;
  readonly seed: number;
}

export interface Provenance {
  /** Free words about where the rows come from, such as "synthetic sample". */
  readonly data: string;
  /** SHA-256 of the table's bytes, hex. */
  readonly dataSha256: string;
  readonly rows: { train: number; validation: number; calibration: number; test: number };
  readonly seed: number;
  readonly backend: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly network: {
    readonly hidden: readonly number[];
    readonly dropout: number;
    readonly weightDecay: number;
    readonly epochs: number;
  };
}

/** `churn.json`: everything about the model but its weights. */
export interface ModelSpec {
  readonly formatVersion: 1;
  readonly id: string;
  readonly version: string;
  readonly title: Localized;
  readonly label: Label;
  /** The last day on which its scores are not in doubt, such as `2027-05-31`, in UTC. */
  readonly validUntil: string | null;
  readonly schema: Schema;
  readonly preprocess: Preprocess;
  readonly calibration: Calibration;
  /** Share of customers who left in the training data. */
  readonly baseRate: number;
  /** From here one acts. */
  readonly threshold: number;
  /** Ascending, the first one from 0. */
  readonly bands: readonly Band[];
  readonly background: Background;
  /** Null where there are too many inputs to tell. */
  readonly typicality: Typicality | null;
  readonly explanation: ExplanationSettings;
  readonly evidence: readonly FeatureEvidence[];
  readonly trackRecord: TrackRecord;
  readonly provenance: Provenance;
}

/** A model folder that passed every check, ready to score. */
export interface Model {
  readonly spec: ModelSpec;
  readonly network: Network;
  /** SHA-256 of manifest.json, hex: two models with one hash are the same model. */
  readonly hash: string;
}

/** @returns the band that a probability falls into */
export function bandOf(bands: readonly Band[], probability: number): BandName {
  return (bands.findLast((band) => probability >= band.from) ?? bands[0]).name;
}
