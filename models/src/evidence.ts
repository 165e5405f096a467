import type { BandName } from './model.ts';
import type { Value } from './schema.ts';
import { wilsonInterval } from './wilson.ts';

/** Customers of the training part who share a value, or a range `[from, to)` of values. */
export interface EvidenceGroup {
  /** Set for categories and booleans, and for the missing (`null`). */
  readonly value?: string | boolean | null;
  /** Set for numbers. The last range includes its end. */
  readonly from?: number;
  readonly to?: number;
  readonly customers: number;
  readonly left: number;
}

/** How often customers left, by value of one feature. Groups under 20 customers are merged away. */
export interface FeatureEvidence {
  readonly feature: string;
  readonly groups: readonly EvidenceGroup[];
  /** Of numbers and of yes and no, by the band of the score; empty for other words. */
  readonly averages: readonly BandAverage[];
}

/** The average value among customers in one band; of yes and no, the share of yes. */
export interface BandAverage {
  readonly band: BandName;
  readonly customers: number;
  readonly average: number;
}

/** A rate with its count and 95 % interval (Wilson). */
export interface Rate {
  readonly customers: number;
  readonly left: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** The fact behind a reason: customers like this one, beside all others. */
export interface EvidenceFact {
  readonly group: EvidenceGroup;
  readonly alike: Rate;
  readonly others: Rate;
}

/** @returns the fact about customers with this value, or null where too few are known */
export function evidenceOf(
  evidence: FeatureEvidence | undefined,
  value: Value,
): EvidenceFact | null {
  const group = evidence && groupOf(evidence.groups, value);
  if (!evidence || !group) return null;
  const customers = evidence.groups.reduce((sum, { customers }) => sum + customers, 0);
  const left = evidence.groups.reduce((sum, { left }) => sum + left, 0);
  if (customers === group.customers) return null;
  return {
    group,
    alike: rateOf(group.left, group.customers),
    others: rateOf(left - group.left, customers - group.customers),
  };
}

function groupOf(groups: readonly EvidenceGroup[], value: Value): EvidenceGroup | undefined {
  if (typeof value !== 'number') return groups.find((group) => group.value === value);
  const group = groups.findLast(({ from }) => from !== undefined && value >= from);
  return group?.to !== undefined && value <= group.to ? group : undefined;
}

function rateOf(left: number, customers: number): Rate {
  return { customers, left, rate: left / customers, ...wilsonInterval(left, customers) };
}
