import { chanceOf } from '../seeded.ts';
import type { Customer } from './customer.ts';
import { daysBefore } from './days.ts';
import { profileOf } from './profile.ts';

export const ACTIVITY_KINDS = ['call', 'email', 'meeting', 'app'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** What happened: which of the subjects of its kind in the language's texts, when, and with whom. */
export interface Activity {
  readonly kind: ActivityKind;
  readonly subject: number;
  readonly at: Date;
  readonly by: string;
}

/** How many subjects the texts have for each kind. */
export const SUBJECTS_PER_KIND = 4;

const EVERY_SUBJECT = ACTIVITY_KINDS.flatMap((kind) =>
  Array.from({ length: SUBJECTS_PER_KIND }, (_, subject) => ({ kind, subject })),
);

/**
 * What the bank noted about a customer, newest first: invented, but in keeping with the record. An
 * inactive customer was last heard of months ago.
 *
 * @param today start of a day
 */
export function activitiesOf(customer: Omit<Customer, 'risk'>, today: Date): Activity[] {
  const chance = chanceOf(customer.id, 'activities');
  const { manager, name } = profileOf(customer);
  const isActive = customer.fields.isActive === true;
  let days = isActive ? chance.whole(1, 20) : chance.whole(95, 160);
  const count = isActive ? chance.whole(6, 9) : chance.whole(3, 5);
  return chance
    .shuffle(EVERY_SUBJECT)
    .slice(0, count)
    .map(({ kind, subject }) => {
      // In the bank's opening hours.
      const at = daysBefore(today, days - chance.whole(8 * 4, 17 * 4) / 96);
      days += chance.whole(4, 45);
      return { kind, subject, at, by: kind === 'app' ? name : manager };
    });
}

/** Something to do: which of the tasks in the language's texts, and until when. */
export interface Task {
  readonly subject: number;
  readonly due: Date;
}

export const TASK_SUBJECTS = 6;

/** @returns the next thing to do for this customer, or null: about every third has something open */
export function nextTaskOf({ id }: Pick<Customer, 'id'>, today: Date): Task | null {
  const chance = chanceOf(id, 'task');
  if (chance.next() > 0.35) return null;
  const subject = chance.whole(0, TASK_SUBJECTS - 1);
  return { subject, due: daysBefore(today, -chance.whole(0, 27)) };
}
