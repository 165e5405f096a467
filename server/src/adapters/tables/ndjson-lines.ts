import type { Readable } from 'node:stream';
import { parseSafeJson } from '../../domain/safe-json.ts';
import { AppError } from '../../errors.ts';
import type { TableLine } from '../../features/imports/imports-ports.ts';
import { LONGEST_RECORD } from './csv-record.ts';

/** One JSON object a line; a line that is none does not stop the rest. */
export async function* ndjsonLines(file: Readable): AsyncIterable<TableLine> {
  let number = 0;
  for await (const text of textLines(file)) {
    number++;
    const json = number === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (json.trim()) yield toLine(number, json);
  }
}

function toLine(line: number, text: string): TableLine {
  if (text.length > LONGEST_RECORD) return { line, problem: 'is too long' };
  try {
    const value = parseSafeJson(new TextEncoder().encode(text));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { line, problem: 'must be a JSON object' };
    }
    return { line, record: value as Record<string, unknown> };
  } catch (error) {
    return { line, problem: error instanceof AppError ? error.message : 'cannot be read as JSON' };
  }
}

/** Lines without their ends. Of an endless line only so much is kept as shows that it is one. */
async function* textLines(file: Readable): AsyncIterable<string> {
  let rest = '';
  for await (const chunk of file.setEncoding('utf8')) {
    const parts = String(chunk).split('\n');
    parts[0] = rest + parts[0];
    rest = (parts.pop() ?? '').slice(0, LONGEST_RECORD + 1);
    for (const part of parts) yield part.replace(/\r$/, '');
  }
  if (rest) yield rest;
}
