import type { FairnessColumn, FairnessGroup, Rate } from '../fairness.ts';
import type { Evidence } from '../verdict.ts';
import { BOUNDS, type Reason } from './reason.ts';

/** Differences between groups that are large, and larger than chance. */
export function ofFairness({ fairness }: Evidence): Reason[] {
  return fairness.columns.flatMap((column) => [
    ...calls(column),
    ...recall(column),
    ...probabilities(column),
  ]);
}

function calls(column: FairnessColumn): Reason[] {
  if (column.passesFourFifths !== false) return [];
  if (!areApart(column, ({ alertRate }) => alertRate)) return [];
  return [
    {
      code: 'unequal-calls',
      level: 'care',
      words: `${column.column}: ${column.words[0]}`,
      next: column.isUsed
        ? `Decide whether ${column.column} may count at all (policy: audit-only); train with --fairness to see what that costs.`
        : `The network does not see ${column.column}: look in the data report for columns that stand for it, and decide whether the difference is wanted.`,
    },
  ];
}

function recall(column: FairnessColumn): Reason[] {
  if (column.recallDifference === null || column.recallDifference <= BOUNDS.recallDifference) {
    return [];
  }
  if (!areApart(column, ({ recall }) => recall)) return [];
  return [
    {
      code: 'unequal-recall',
      level: 'care',
      words: `${column.column}: ${column.words[1]}`,
      next: 'Where a call is a help, the group that is found less often gets less of it: look after it in another way.',
    },
  ];
}

function probabilities({ column, groups, isUsed }: FairnessColumn): Reason[] {
  const off = groups.filter(({ isJudged, calibrationGap: { value, low, high } }) => {
    return isJudged && Math.abs(value) > BOUNDS.calibrationGap && (low > 0 || high < 0);
  });
  if (off.length === 0) return [];
  const parts = off.map(({ group, calibrationGap: { value } }) => {
    return `${(100 * Math.abs(value)).toFixed(1)} points too ${value > 0 ? 'high' : 'low'} for "${group}"`;
  });
  return [
    {
      code: 'off-in-a-group',
      level: 'care',
      words: `${column}: probabilities are ${parts.join(' and ')} on average.`,
      next: isUsed
        ? 'Give calibration more customers (split.calibration), and say so where the number is shown.'
        : `The network does not see ${column}, so it cannot know. Train with --fairness to see what letting it count would change, and decide.`,
    },
  ];
}

/** Whether the intervals of two judged groups do not meet. */
function areApart(
  { groups }: FairnessColumn,
  rateOf: (group: FairnessGroup) => Rate | null,
): boolean {
  const rates = groups.flatMap((group) => {
    const rate = group.isJudged ? rateOf(group) : null;
    return rate ? [rate] : [];
  });
  const lowestHigh = Math.min(...rates.map(({ high }) => high));
  const highestLow = Math.max(...rates.map(({ low }) => low));
  return lowestHigh < highestLow;
}
