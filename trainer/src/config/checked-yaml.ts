import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { TrainerError } from '../trainer-error.ts';

/**
 * Reads YAML, of which JSON is a part, and checks it.
 *
 * @param noun what the file is, in messages: "the configuration"
 * @throws TrainerError naming line and column of the first thing that is wrong
 */
export function parseChecked<T extends z.ZodType>(
  schema: T,
  noun: string,
  text: string,
  file: string,
): z.output<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [problem] = document.errors;
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new TrainerError(`${file}:${line}:${col} ${problem.message}`);
  }
  const json = toJson(document, file);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new TrainerError(describe(parsed.error.issues[0], json, document, lines, file, noun));
}

type Path = readonly PropertyKey[];

function toJson(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new TrainerError(`${file} ${error instanceof Error ? error.message : String(error)}`);
  }
}

function describe(
  issue: z.core.$ZodIssue,
  json: unknown,
  document: Document.Parsed,
  lines: LineCounter,
  file: string,
  noun: string,
): string {
  const { path, message } = deepest(issue, noun);
  const { line, col } = lines.linePos(offsetOf(document, path));
  const found = valueAt(json, path);
  const place = path.length > 0 ? path.join('.') : noun;
  const what = found === undefined ? 'is missing' : `${message}, however: ${show(found)}`;
  return `${file}:${line}:${col} ${place}: ${what}`;
}

function deepest(issue: z.core.$ZodIssue, noun: string): { path: Path; message: string } {
  if (issue.code === 'unrecognized_keys') {
    return { path: [...issue.path, issue.keys[0]], message: `is not a key of ${noun}` };
  }
  // Of the shapes that a value may have, the one that got furthest says best what is wrong.
  const inner =
    issue.code === 'invalid_union'
      ? issue.errors.flat().find(({ path }) => path.length > 0)
      : undefined;
  if (inner) return deepest({ ...inner, path: [...issue.path, ...inner.path] }, noun);
  return { path: issue.path, message: wordsOf(issue) };
}

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_type':
      return `must be ${NOUNS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `must ${boundOf(issue.origin, issue.inclusive ? 'at least' : 'more than', issue.minimum)}`;
    case 'too_big':
      return `must ${boundOf(issue.origin, issue.inclusive ? 'at most' : 'less than', issue.maximum)}`;
    default:
      return issue.message;
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function boundOf(origin: string, comparison: string, bound: number | bigint): string {
  if (origin === 'string') return `have ${comparison} ${bound} characters`;
  if (origin === 'array') return `have ${comparison} ${bound} entries`;
  return `be ${comparison} ${bound}`;
}

/** Where the last key of a path stands in the file; where it is missing, the group it belongs to. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const key of path) {
    if (isSeq(node)) {
      node = node.items[Number(key)];
    } else if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (isScalar(pair?.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair?.value;
      continue;
    }
    if (isNode(node)) offset = node.range?.[0] ?? offset;
  }
  return offset;
}

function valueAt(json: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    json,
  );
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
