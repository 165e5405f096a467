const MS_PER_DAY = 86_400_000;

/** @returns the moment `days` before `now` */
export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * MS_PER_DAY);
}

/** The clock, rounded down to the day (UTC): what is invented from it stays put within a day. */
export function startOfDay(now: Date): Date {
  return new Date(Math.floor(now.getTime() / MS_PER_DAY) * MS_PER_DAY);
}
