import type { Card } from '@churn-card/models';
import type { Words } from './strings/strings.ts';

export interface FreshnessView {
  readonly text: string;
  /** In full, for those who want to know exactly. */
  readonly exact: string;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * How old the inputs are, not how long ago somebody computed: a score of this minute from the
 * data of last year is not fresh.
 */
export function freshnessOf(card: Card, { strings, format }: Words, now: number): FreshnessView {
  const time = Date.parse(card.dataAsOf);
  const exact = `${strings.dataAsOf}: ${format.dateTime(time)}`;
  if (now - time >= WEEK_MS) return { text: strings.dataOf(format.day(time, now)), exact };
  // A clock that is behind the server's must not announce an update from the future.
  const relative = format.relative(Math.min(time, now), now);
  return { text: relative === null ? strings.justUpdated : strings.updated(relative), exact };
}

/** @param confirmedAt when the server last said that this is the card, epoch milliseconds */
export function lastKnownOf(
  confirmedAt: number,
  { strings, format }: Words,
  now: number,
): FreshnessView {
  const relative = format.relative(confirmedAt, now);
  return {
    text: relative === null ? strings.lastKnownNow : strings.lastKnown(relative),
    exact: format.dateTime(confirmedAt),
  };
}
