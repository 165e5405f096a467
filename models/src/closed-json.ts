import { ArtifactError, type ArtifactErrorCode, type ArtifactPlace } from './artifact-error.ts';

/** Takes an unknown value apart and returns it as `T`, or throws an ArtifactError. */
export type Check<T> = (value: unknown, at: ArtifactPlace) => T;

/** Parses JSON from bytes that must be UTF-8. */
export function parseJson(bytes: Uint8Array, file: string): unknown {
  const text = decodeUtf8(bytes, file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ArtifactError('not-json', { file, field: '' }, 'JSON', String(error));
  }
}

export function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ArtifactError('not-utf8', { file, field: '' }, 'UTF-8', 'other bytes');
  }
}

/** An object with these keys and no others. */
export function object<T extends object>(fields: {
  readonly [K in keyof T]-?: Check<T[K]>;
}): Check<T> {
  const keys = Object.keys(fields) as (keyof T & string)[];
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw refusal('field-type', at, 'an object', value);
    }
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(fields, key)) {
        throw new ArtifactError('field-unknown', inside(at, key), 'absent', 'present');
      }
    }
    const result: Partial<T> = {};
    for (const key of keys) {
      const given: unknown = Object.hasOwn(value, key)
        ? value[key as keyof typeof value]
        : undefined;
      const checked = fields[key](given, inside(at, key));
      if (checked !== undefined) result[key] = checked;
    }
    return result as T;
  };
}

/** A key that may be absent. */
export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value, at) => (value === undefined ? undefined : check(value, at));
}

export function nullable<T>(check: Check<T>): Check<T | null> {
  return (value, at) => (value === null ? null : check(value, at));
}

export function array<T>(
  item: Check<T>,
  { min = 0, max }: { min?: number; max: number },
): Check<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw refusal('field-type', at, 'an array', value);
    if (value.length < min || value.length > max) {
      throw refusal('field-value', at, `of ${min} to ${max} items`, value.length);
    }
    return value.map((entry, index) => item(entry, { ...at, field: `${at.field}[${index}]` }));
  };
}

/** An object whose keys are free, such as languages. */
export function record<T>(item: Check<T>, { max }: { max: number }): Check<Record<string, T>> {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw refusal('field-type', at, 'an object', value);
    }
    const entries = Object.entries(value);
    if (entries.length > max)
      throw refusal('field-value', at, `of at most ${max} keys`, entries.length);
    return Object.fromEntries(entries.map(([key, entry]) => [key, item(entry, inside(at, key))]));
  };
}

export function text({ max, pattern }: { max: number; pattern?: RegExp }): Check<string> {
  return (value, at) => {
    if (typeof value !== 'string') throw refusal('field-type', at, 'a text', value);
    if (value.length > max)
      throw refusal('field-value', at, `at most ${max} characters`, value.length);
    if (value.includes('\0')) throw refusal('field-value', at, 'free of NUL', value);
    if (pattern && !pattern.test(value)) throw refusal('field-value', at, `like ${pattern}`, value);
    return value;
  };
}

/** A finite number; JSON can hold 1e999. */
export function number({ min = -1e15, max = 1e15, integer = false } = {}): Check<number> {
  const expected = `${integer ? 'a whole number' : 'a number'} from ${min} to ${max}`;
  return (value, at) => {
    if (typeof value !== 'number') throw refusal('field-type', at, expected, value);
    if (!(value >= min && value <= max)) throw refusal('field-value', at, expected, value);
    if (integer && !Number.isInteger(value)) throw refusal('field-value', at, expected, value);
    return value;
  };
}

export function boolean(): Check<boolean> {
  return (value, at) => {
    if (typeof value !== 'boolean') throw refusal('field-type', at, 'true or false', value);
    return value;
  };
}

export function oneOf<const T extends string | number | null>(...allowed: readonly T[]): Check<T> {
  return (value, at) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) {
      throw refusal(
        value === undefined ? 'field-missing' : 'field-value',
        at,
        allowed.map((word) => JSON.stringify(word)).join(' or '),
        value,
      );
    }
    return found;
  };
}

/** One of several objects, told apart by the word in `key`. */
export function variant<T extends object>(
  key: string,
  checks: Readonly<Record<string, Check<T>>>,
): Check<T> {
  return (value, at) => {
    const word: unknown =
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[key]
        : undefined;
    if (typeof word !== 'string' || !Object.hasOwn(checks, word)) {
      throw refusal('field-value', inside(at, key), Object.keys(checks).join(' or '), word);
    }
    return checks[word](value, at);
  };
}

export function inside(at: ArtifactPlace, key: string): ArtifactPlace {
  return { ...at, field: at.field ? `${at.field}.${key}` : key };
}

function refusal(
  code: ArtifactErrorCode,
  at: ArtifactPlace,
  expected: string,
  value: unknown,
): ArtifactError {
  const shown = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  const found = shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
  return new ArtifactError(value === undefined ? 'field-missing' : code, at, expected, found);
}
