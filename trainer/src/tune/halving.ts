import { mean } from '../statistics/mean.ts';

/**
 * Successive halving (Jamieson & Talwalkar 2016) without rounds: the asynchronous form of Li et al.
 * 2020, one step at a time. What a trial may spend is hold-outs rather than epochs, since on small
 * tables it is the customers held back that make a figure uncertain, not the last epochs.
 */

/** The best of so many trials goes on. */
const REDUCTION = 3;
/** A trial on each rung has been measured on so many hold-outs. */
export const RUNGS = [1, 3, 9] as const;
export const HOLD_OUTS = RUNGS[RUNGS.length - 1];

/** How a trial did: its loss on each hold-out so far. */
export type Losses = readonly number[];

/**
 * What to measure next, from what has been measured alone.
 *
 * @param trials [trials][hold-outs measured] losses, smaller is better
 * @param mayStart whether the budget has room for one more trial
 * @returns a trial, counted from 0, that is to be measured on its next hold-out; the number of
 *   trials so far: a new one; null: nothing is left to do
 */
export function nextTrial(trials: readonly Losses[], mayStart: boolean): number | null {
  const halfway = trials.findIndex(({ length }) => !RUNGS.some((rung) => rung === length));
  if (halfway >= 0) return halfway;
  for (const rung of RUNGS.slice(0, -1).reverse()) {
    const reached = rank(trials, rung);
    const promoted = reached
      .slice(0, Math.floor(reached.length / REDUCTION))
      .find((trial) => trials[trial].length === rung);
    if (promoted !== undefined) return promoted;
  }
  return mayStart ? trials.length : null;
}

/**
 * The trials that were measured on so many hold-outs or more, best first, by their mean loss on these.
 */
function rank(trials: readonly Losses[], holdOuts: number): number[] {
  const meanOf = (trial: number) => mean(trials[trial].slice(0, holdOuts));
  return [...trials.keys()]
    .filter((trial) => trials[trial].length >= holdOuts)
    .sort((a, b) => meanOf(a) - meanOf(b) || a - b);
}

/** All trials, best first: those that came further before the others, then by their mean loss. */
export function rankAll(trials: readonly Losses[]): number[] {
  const last = [...RUNGS].reverse();
  const ranked = last.flatMap((rung) => rank(trials, rung));
  return [...new Set(ranked)];
}
