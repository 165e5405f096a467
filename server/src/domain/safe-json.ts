import { AppError } from '../errors.ts';

/**
 * Reads JSON that a stranger wrote. Everything that could surprise whoever reads the value later
 * is refused here, by path: keys that reach into prototypes, NUL, half surrogate pairs, numbers
 * beyond 64-bit floats, and depth.
 *
 * @throws AppError bad_request where it is not JSON, validation_failed where it breaks a rule
 */
export function parseSafeJson(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('bad_request', 'The body must be JSON in UTF-8.');
  }
  checkValue(value, '', 0);
  return value;
}

const DEEPEST = 8;

function checkValue(value: unknown, path: string, depth: number): void {
  if (typeof value === 'string') return checkText(value, path);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) refuse(path, 'finite', 'must be a finite number', String(value));
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth >= DEEPEST) refuse(path, 'depth', `must not be nested deeper than ${DEEPEST}`, '...');
  if (Array.isArray(value)) {
    value.forEach((item, index) => checkValue(item, `${path}[${index}]`, depth + 1));
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const inner = path ? `${path}.${printable(key)}` : printable(key);
    checkText(key, inner);
    if (FORBIDDEN_KEYS.has(key)) refuse(inner, 'known-key', 'is not known here', printable(key));
    checkValue(item, inner, depth + 1);
  }
}

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

function checkText(text: string, path: string): void {
  if (text.includes('\0')) {
    refuse(path, 'text-without-nul', 'must not contain a NUL character', printable(text));
  }
  if (!text.isWellFormed()) {
    refuse(path, 'well-formed-text', 'must not contain half a surrogate pair', printable(text));
  }
}

function printable(text: string): string {
  return text.slice(0, 60).toWellFormed().replaceAll('\0', '\uFFFD');
}

function refuse(path: string, rule: string, rest: string, value: string): never {
  const at = path || 'body';
  const message = `${at} ${rest}, however: ${value}`;
  throw new AppError('validation_failed', message, {
    errors: [{ path: at, rule, message, value }],
  });
}
