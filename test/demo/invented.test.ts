import { expect, test } from 'vitest';
import { accountsOf } from '../../demo/src/crm/accounts.ts';
import { documentsOf } from '../../demo/src/crm/documents.ts';
import {
  ACTIVITY_KINDS,
  activitiesOf,
  nextTaskOf,
  SUBJECTS_PER_KIND,
  TASK_SUBJECTS,
} from '../../demo/src/crm/history.ts';
import { profileOf } from '../../demo/src/crm/profile.ts';
import { TEXTS } from '../../demo/src/crm/texts.ts';
import { customer, FIELDS } from './crm.ts';

const TODAY = new Date('2026-05-04T00:00:00Z');
const IDS = Array.from({ length: 200 }, (_, index) => `C-${index}`);

test('an invented customer stays the same person', () => {
  for (const id of IDS) expect(profileOf(customer({ id }))).toEqual(profileOf(customer({ id })));
  expect(new Set(IDS.map((id) => profileOf(customer({ id })).name)).size).toBeGreaterThan(100);
});

test('a name on record is kept', () => {
  expect(profileOf(customer({ name: 'Élodie de la Tour' }))).toMatchObject({
    name: 'Élodie de la Tour',
    initials: 'ÉT',
    email: 'elodie.tour@example.com',
  });
});

test('the balances of the accounts add up to the balance on record', () => {
  for (const id of IDS) {
    for (const products of [1, 2, 3, 4]) {
      const accounts = accountsOf({ id, fields: { ...FIELDS, products } }, TODAY);
      expect(accounts).toHaveLength(products);
      const cents = accounts.reduce((sum, { balance }) => sum + Math.round(100 * balance!), 0);
      expect(cents).toBe(123_456);
    }
  }
});

test('an unknown balance stays unknown', () => {
  const accounts = accountsOf({ id: 'C-1', fields: { ...FIELDS, balance: null } }, TODAY);
  expect(accounts.map(({ balance }) => balance)).toEqual([null, null]);
});

test('nothing has happened in the future, and an inactive customer was away for months', () => {
  for (const id of IDS) {
    for (const isActive of [true, false, null]) {
      const [latest, ...earlier] = activitiesOf(
        customer({ id, fields: { ...FIELDS, isActive } }),
        TODAY,
      );
      const days = (TODAY.getTime() - latest.at.getTime()) / 86_400_000;
      expect(days).toBeGreaterThanOrEqual(isActive ? 0 : 90);
      for (const { at } of earlier) expect(at.getTime()).toBeLessThan(latest.at.getTime());
    }
  }
});

test('no document is older than the first account, or from the future', () => {
  for (const id of IDS) {
    for (const tenureYears of [0, 1, 9]) {
      const about = { id, fields: { ...FIELDS, tenureYears } };
      const [{ opened }] = accountsOf(about, TODAY);
      for (const { date } of documentsOf(about, TODAY)) {
        expect(date.getTime()).toBeGreaterThanOrEqual(opened.getTime());
        expect(date.getTime()).toBeLessThanOrEqual(TODAY.getTime());
      }
    }
  }
});

test('every language has a text for every subject', () => {
  for (const texts of Object.values(TEXTS)) {
    for (const kind of ACTIVITY_KINDS) expect(texts.subjects[kind]).toHaveLength(SUBJECTS_PER_KIND);
    expect(texts.taskSubjects).toHaveLength(TASK_SUBJECTS);
  }
});

test('some customers have something due, none of it overdue', () => {
  const tasks = IDS.map((id) => nextTaskOf({ id }, TODAY)).filter((task) => task !== null);
  expect(tasks.length).toBeGreaterThan(30);
  expect(tasks.length).toBeLessThan(120);
  for (const { due } of tasks) expect(due.getTime()).toBeGreaterThanOrEqual(TODAY.getTime());
});
