import { wilsonInterval } from './wilson.ts';

/** How past customers with a score in [from, to) fared: the reliability table of the test part. */
export interface TrackRecordBin {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly left: number;
}

/** Ascending bins from 0 to 1 without gaps. */
export type TrackRecord = readonly TrackRecordBin[];

/** "Of 100 past customers scored like this, 63 left (55 to 70)". */
export interface TrackRecordEntry {
  /** The range of scores meant by "scored like this". */
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly left: number;
  readonly rate: number;
  /** 95 % interval (Wilson). */
  readonly low: number;
  readonly high: number;
}

/** A bin with fewer customers says nothing worth reading. */
export const SMALLEST_TRACK_RECORD = 20;

/** @returns what became of those scored like this, or null where there were too few of them */
export function trackRecordOf(record: TrackRecord, probability: number): TrackRecordEntry | null {
  const bin = record.findLast((candidate) => probability >= candidate.from);
  if (!bin || bin.customers < SMALLEST_TRACK_RECORD) return null;
  const { from, to, customers, left } = bin;
  return { from, to, customers, left, rate: left / customers, ...wilsonInterval(left, customers) };
}
