import {
  BAND_NAMES,
  type BandAverage,
  type BandName,
  type EvidenceGroup,
  type Feature,
  type FeatureEvidence,
  type Schema,
} from '@churn-card/models';
import { numericRanges } from './evidence-ranges.ts';
import { knownNumbers, type Rows } from './rows.ts';

/** A rate over fewer customers is an anecdote. */
const SMALLEST_EVIDENCE = 20;

/**
 * Counts how often customers left, by value of each feature, and averages the values by band.
 *
 * @param rows of the training part
 * @param left [rows] 1 for those who left
 * @param scored customers of the training part with their bands
 */
export function fitEvidence(
  schema: Schema,
  rows: Rows,
  left: ArrayLike<number>,
  scored: Scored,
): FeatureEvidence[] {
  return schema.features.map((feature) => {
    const groups = feature.type === 'numeric' ? ranges(feature, rows, left) : [];
    const byValue = valueGroups(feature, rows, left);
    return {
      feature: feature.name,
      groups: [...groups, ...byValue],
      averages: feature.type === 'categorical' ? [] : averages(feature, scored),
    };
  });
}

/** Customers, and the band that the score of each falls into. */
export interface Scored {
  readonly rows: Rows;
  /** [rows] */
  readonly bands: readonly BandName[];
}

/** Of yes and no, the share of yes; bands with few customers have none. */
function averages({ name }: Feature, { rows, bands }: Scored): BandAverage[] {
  const values = rows.values(name);
  return BAND_NAMES.flatMap((band): BandAverage[] => {
    let customers = 0;
    let sum = 0;
    for (let row = 0; row < values.length; row++) {
      const value = values.at(row);
      if (value === null || bands[row] !== band) continue;
      customers++;
      sum += Number(value);
    }
    if (customers < SMALLEST_EVIDENCE) return [];
    return [{ band, customers, average: Number((sum / customers).toPrecision(6)) }];
  });
}

/** One group for each word, and one for the missing; words with few customers have none. */
function valueGroups({ name }: Feature, rows: Rows, left: ArrayLike<number>): EvidenceGroup[] {
  const groups = new Map<string | boolean | null, { customers: number; left: number }>();
  const values = rows.values(name);
  for (let row = 0; row < values.length; row++) {
    const value = values.at(row);
    if (typeof value === 'number') continue;
    const group = groups.get(value) ?? { customers: 0, left: 0 };
    groups.set(value, { customers: group.customers + 1, left: group.left + left[row] });
  }
  return [...groups]
    .filter(([, { customers }]) => customers >= SMALLEST_EVIDENCE)
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
    .map(([value, counts]) => ({ value, ...counts }));
}

function ranges(
  feature: Feature & { type: 'numeric' },
  rows: Rows,
  left: ArrayLike<number>,
): EvidenceGroup[] {
  const values = rows.values(feature.name);
  const bounds = numericRanges(knownNumbers(values));
  const groups = bounds.map((bound) => ({ ...bound, customers: 0, left: 0 }));
  for (let row = 0; row < values.length; row++) {
    const value = values.at(row);
    if (typeof value !== 'number') continue;
    // The same rule as in models/src/evidence.ts: the last range that starts at or below.
    const group = groups.findLast(({ from }) => value >= from);
    if (!group) continue;
    group.customers++;
    group.left += left[row];
  }
  return mergeSmall(groups, feature.integer);
}

type Range = EvidenceGroup & { readonly from: number; readonly to: number };

/** Joins ranges with few customers to the one before; the first one to the one after. */
function mergeSmall(ranges: readonly Range[], integer: boolean): Range[] {
  const merged: Range[] = [];
  ranges.forEach((range, index) => {
    const before = merged.at(-1);
    const isSmall = range.customers < SMALLEST_EVIDENCE;
    if (before && (isSmall || before.customers < SMALLEST_EVIDENCE)) {
      // A range of whole numbers ends before its `to`, a single number at it.
      const isPoint = range.from === range.to && index < ranges.length - 1;
      merged[merged.length - 1] = {
        from: before.from,
        to: integer && isPoint ? range.to + 1 : range.to,
        customers: before.customers + range.customers,
        left: before.left + range.left,
      };
    } else {
      merged.push(range);
    }
  });
  return merged.filter(({ customers }) => customers >= SMALLEST_EVIDENCE);
}
