import type { Card } from '@churn-card/models';

/** The answer as a card, or what is wrong with it: path, rule and value. */
export type Checked = { readonly card: Card } | { readonly problem: string };

/**
 * An answer that is not a card of a shape this version knows must never become a number on the
 * screen. What a newer server adds is let through; what this card reads is checked.
 *
 * @param customerId who was asked about: another one's score must not stand on this page
 */
export function checkCard(answer: unknown, customerId: string): Checked {
  const problem = cardProblem(answer, customerId);
  return problem === null ? { card: answer as Card } : { problem };
}

function cardProblem(answer: unknown, customerId: string): string | null {
  const problem = object({ ...ABOUT, customerId: exactly(customerId) })(answer, 'card');
  if (problem) return problem;
  const { state } = answer as { state: unknown };
  const shape = typeof state === 'string' && STATES.get(state);
  if (!shape) return wrong('card.state', `one of ${[...STATES.keys()].join(', ')}`, state);
  return shape(answer, 'card') ?? (state === 'scored' ? sumProblem(answer as Sum) : null);
}

interface Sum {
  readonly probability: number;
  readonly base: number;
  readonly contributions: readonly { readonly points: number }[];
}

/** Reasons that do not add up to the number are reasons for another number. */
function sumProblem({ probability, base, contributions }: Sum): string | null {
  const sum = contributions.reduce((total, { points }) => total + points, base);
  return Math.abs(sum - probability) <= SUM_TOLERANCE
    ? null
    : wrong('card.contributions', `points that add up to ${probability} from ${base}`, sum);
}

/** Far above what sums of doubles lose, far below what a card shows. */
const SUM_TOLERANCE = 1e-6;

/** @returns what is wrong, or null */
type Check = (value: unknown, path: string) => string | null;

const text = rule('a text', (value) => typeof value === 'string');
const flag = rule('true or false', (value) => typeof value === 'boolean');
const finite = rule('a finite number', isFinite);
const count = rule('a count', (value) => isFinite(value) && value >= 0);
const probability = rule('from 0 to 1', (value) => isFinite(value) && value >= 0 && value <= 1);
const time = rule(
  'a time in ISO 8601',
  (value) => typeof value === 'string' && Number.isFinite(Date.parse(value)),
);
const rate = { rate: probability, low: probability, high: probability };

const ABOUT = {
  locale: text,
  model: text,
  modelVersion: text,
  scoredAt: time,
  dataAsOf: time,
  purpose: text,
  demo: flag,
};

const STATES: ReadonlyMap<string, Check> = new Map([
  [
    'scored',
    object({
      probability,
      band: oneOf('low', 'medium', 'high'),
      baseRate: probability,
      threshold: probability,
      horizon: text,
      base: probability,
      contributions: listOf(
        object({
          feature: nullOr(text),
          sentence: text,
          points: finite,
          standardError: absentOr(finite),
          evidence: nullOr(object({ sentence: text, averages: nullOr(text) })),
        }),
      ),
      doubts: listOf(object({ code: text, sentence: text })),
      trackRecord: nullOr(
        object({ ...rate, from: probability, to: probability, customers: count, left: count }),
      ),
      trend: nullOr(
        object({
          previousProbability: probability,
          since: time,
          modelChanged: flag,
          parts: nullOr(listOf(object({ feature: nullOr(text), sentence: text, points: finite }))),
          modelPoints: nullOr(finite),
        }),
      ),
    }),
  ],
  [
    'too-little-data',
    object({
      known: count,
      inputs: count,
      missing: listOf(object({ label: text })),
      doubts: listOf(object({ code: text, sentence: text })),
    }),
  ],
  ['already-left', () => null],
]);

function object(shape: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (typeof value !== 'object' || value === null) return wrong(path, 'an object', value);
    for (const [key, check] of Object.entries(shape)) {
      const problem = check((value as Record<string, unknown>)[key], `${path}.${key}`);
      if (problem) return problem;
    }
    return null;
  };
}

function listOf(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return wrong(path, 'a list', value);
    for (const [index, item] of value.entries()) {
      const problem = check(item, `${path}[${index}]`);
      if (problem) return problem;
    }
    return null;
  };
}

function nullOr(check: Check): Check {
  return (value, path) => (value === null ? null : check(value, path));
}

function absentOr(check: Check): Check {
  return (value, path) => (value === undefined ? null : check(value, path));
}

function oneOf(...words: readonly string[]): Check {
  return rule(`one of ${words.join(', ')}`, (value) => words.includes(value as string));
}

function exactly(word: string): Check {
  return rule(JSON.stringify(word), (value) => value === word);
}

function rule(name: string, holds: (value: unknown) => boolean): Check {
  return (value, path) => (holds(value) ? null : wrong(path, name, value));
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}

function wrong(path: string, name: string, value: unknown): string {
  const found = typeof value === 'object' && value ? 'an object' : JSON.stringify(value);
  return `${path} must be ${name}, not ${String(found).slice(0, 80)}`;
}
