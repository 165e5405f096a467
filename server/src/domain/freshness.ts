const DAY_MS = 24 * 60 * 60 * 1000;

/** @returns the age of inputs in whole days, or null where they are not old enough to be in doubt */
export function staleDays(dataAsOf: Date, now: Date, staleAfterDays: number): number | null {
  const days = Math.floor((now.getTime() - dataAsOf.getTime()) / DAY_MS);
  return days >= staleAfterDays ? days : null;
}

/** @returns the day in UTC, such as `2026-11-24` */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
