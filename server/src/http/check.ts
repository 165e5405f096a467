import type { RequestIssue } from '@churn-card/models';
import type { z } from 'zod';
import { AppError } from '../errors.ts';

/**
 * @param where names the part of the request in error paths: `query.limit`
 * @throws AppError validation_failed with every broken rule
 */
export function check(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return value;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => describeIssue(issue, value, where));
  throw new AppError('validation_failed', errors[0].message, { errors });
}

const MOST_ISSUES = 20;

function describeIssue(
  issue: z.core.$ZodIssue,
  whole: unknown,
  where: string,
): readonly RequestIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_ISSUES).map((key) => {
      const path = pathText(where, [...issue.path, key.slice(0, 100)]);
      return {
        path,
        rule: 'known-key',
        message: `${path} is not known here`,
        value: show(valueAt(whole, [...issue.path, key])),
      };
    });
  }
  const path = pathText(where, issue.path) || 'body';
  const value = show(valueAt(whole, issue.path));
  const message = `${path} ${ruleText(issue.message)}, however: ${value}`;
  return [{ path, rule: issue.code, message, value }];
}

/** Zod's "Invalid input: expected X, received Y", in the words of all our other rules. */
function ruleText(message: string): string {
  if (message.startsWith('must ')) return message;
  const [, expected] = /^[\w ]+: expected (.+?)(?:, received .*)?$/.exec(message) ?? [];
  if (expected !== undefined) return `must be ${expected.replace(/^\w+ to (?:be|have) /, '')}`;
  return `must follow its rule (${message})`;
}

function pathText(where: string, path: readonly PropertyKey[]): string {
  const text = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('');
  return where ? `${where}${text}` : text.replace(/^\./, '');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    if (!Object.hasOwn(current, key)) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}

/** A refused value as short text that is safe to send back. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return (text.length > 60 ? `${text.slice(0, 57)}...` : text).toWellFormed();
}
