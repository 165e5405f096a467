/** The words of the HTTP contract: what crosses the wire between server and page. */
import type { BandName } from './model.ts';
import type { Rate } from './evidence.ts';
import type { Issue, Value } from './schema.ts';
import type { TrackRecordEntry } from './track-record.ts';

/** One reason. Points are on the probability scale: `base` plus all points is the probability. */
export interface CardContribution {
  /** Null for the sum of everything that policy hides. */
  readonly feature: string | null;
  readonly label: string;
  readonly value: Value;
  readonly points: number;
  /** Standard error of `points` where they were sampled; absent where they are exact. */
  readonly standardError?: number;
  /** A short fact about this customer. */
  readonly sentence: string;
  readonly evidence: CardEvidence | null;
}

export interface CardEvidence {
  readonly sentence: string;
  readonly alike: Rate;
  readonly others: Rate;
  /** The average by risk, in words; null where the model does not know it. */
  readonly averages: string | null;
}

export const DOUBT_CODES = [
  'missing',
  'unseen-value',
  'outside-training-range',
  'unlike-training',
  'stale',
  'model-expired',
] as const;
export type DoubtCode = (typeof DOUBT_CODES)[number];

/** Something that makes the score less sure than its number looks. */
export interface CardDoubt {
  readonly code: DoubtCode;
  /** Null where the doubt is about the whole customer. */
  readonly feature: string | null;
  readonly sentence: string;
}

/** How the score moved since an earlier one. */
export interface CardTrend {
  readonly previousProbability: number;
  /** `probability - previousProbability` */
  readonly points: number;
  /** `dataAsOf` of the earlier score, ISO 8601: from then to now is what the change is about. */
  readonly since: string;
  /** Whether another model made the earlier score: then the customer may not have changed at all. */
  readonly modelChanged: boolean;
  /** What each changed input adds, largest first; null where the earlier inputs are not known. */
  readonly parts: readonly CardChange[] | null;
  /** What another model adds: together with the parts it is `points`. Null where it is the same one. */
  readonly modelPoints: number | null;
}

/** One input that changed since the earlier score. */
export interface CardChange {
  /** Null for the sum of everything that policy hides. */
  readonly feature: string | null;
  readonly points: number;
  /** Such as "Products: 1, now 2". */
  readonly sentence: string;
}

interface CardAbout {
  readonly customerId: string;
  /** Language of every text in the answer. */
  readonly locale: string;
  readonly model: string;
  readonly modelVersion: string;
  readonly modelHash: string;
  /** When the probability was made, ISO 8601. */
  readonly scoredAt: string;
  /** Up to when the inputs are known, ISO 8601. */
  readonly dataAsOf: string;
  /** What the score is for, and what it is not for. */
  readonly purpose: string;
  /** True where the customers are invented. */
  readonly demo: boolean;
}

export interface ScoredCard extends CardAbout {
  readonly state: 'scored';
  readonly probability: number;
  readonly band: BandName;
  readonly baseRate: number;
  readonly threshold: number;
  /** The label spec in words, such as "likely to close the account within 6 months". */
  readonly horizon: string;
  readonly base: number;
  /** By size, largest first; "other factors" last. */
  readonly contributions: readonly CardContribution[];
  readonly doubts: readonly CardDoubt[];
  readonly trackRecord: TrackRecordEntry | null;
  readonly trend: CardTrend | null;
}

/** Too much is missing or in doubt: no number, by design. */
export interface TooLittleDataCard extends CardAbout {
  readonly state: 'too-little-data';
  readonly known: number;
  readonly inputs: number;
  readonly missing: readonly { readonly feature: string; readonly label: string }[];
  /** Everything that is in doubt: enough of it to replace the number. */
  readonly doubts: readonly CardDoubt[];
}

/** This customer has already left: a score would be about the past. */
export interface AlreadyLeftCard extends CardAbout {
  readonly state: 'already-left';
}

/** `GET /v1/customers/{id}/card` */
export type Card = ScoredCard | TooLittleDataCard | AlreadyLeftCard;

/** RFC 9457, with our own stable code. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly requestId: string;
  /** For `validation_failed`: each broken rule, with path and value. */
  readonly errors?: readonly (Issue | RequestIssue)[];
}

/** As `Issue`, for a rule of the request rather than of the model. */
export interface RequestIssue {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  readonly value: string;
}

/** Every error code there is, with its HTTP status. */
export const ERROR_STATUS = {
  bad_request: 400,
  unauthorized: 401,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  conflict: 409,
  precondition_failed: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  misdirected_request: 421,
  validation_failed: 422,
  rate_limited: 429,
  internal: 500,
  no_model: 503,
  unavailable: 503,
  storage_full: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;
