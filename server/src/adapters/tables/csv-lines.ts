import type { Readable } from 'node:stream';
import { AppError } from '../../errors.ts';
import type { TableLine } from '../../features/imports/imports-ports.ts';
import { LONGEST_RECORD, readCsvRecord } from './csv-record.ts';

/** @returns the column names, trimmed; none for an empty file */
export async function csvHeader(file: Readable): Promise<readonly string[]> {
  for await (const row of csvRows(file)) {
    if ('fields' in row) return trimmed(row.fields);
    throw new AppError('bad_request', `line ${row.line} ${row.problem}`);
  }
  return [];
}

/** The rows under the header, as records; a row that cannot be read does not stop the rest. */
export async function* csvLines(file: Readable): AsyncIterable<TableLine> {
  let header: readonly string[] | null = null;
  for await (const row of csvRows(file)) {
    if ('problem' in row) yield row;
    else if (header === null) header = trimmed(row.fields);
    else yield toRecord(header, row);
  }
}

type FieldsRow = { readonly line: number; readonly fields: readonly string[] };
type ProblemRow = { readonly line: number; readonly problem: string };

function trimmed(names: readonly string[]): readonly string[] {
  return names.map((name) => name.trim());
}

function toRecord(header: readonly string[], { line, fields }: FieldsRow): TableLine {
  if (fields.length !== header.length) {
    return { line, problem: `must have ${header.length} fields, however: ${fields.length}` };
  }
  const record = Object.create(null) as Record<string, string>;
  header.forEach((name, index) => (record[name] = fields[index]));
  return { line, record };
}

/** Rows with the line that they start on; empty lines are left out. */
async function* csvRows(file: Readable): AsyncIterable<FieldsRow | ProblemRow> {
  const state = { text: '', line: 1, delimiter: '' };
  for await (const chunk of file.setEncoding('utf8')) {
    state.text += state.line === 1 && state.delimiter === '' ? withoutBom(String(chunk)) : chunk;
    yield* completeRows(state, false);
  }
  yield* completeRows(state, true);
}

function* completeRows(
  state: { text: string; line: number; delimiter: string },
  isLast: boolean,
): Iterable<FieldsRow | ProblemRow> {
  if (state.delimiter === '') {
    if (!isLast && !state.text.includes('\n') && state.text.length <= LONGEST_RECORD) return;
    state.delimiter = likelyDelimiter(state.text.split('\n', 1)[0]);
  }
  let at = 0;
  while (at < state.text.length) {
    // A window, because cutting the whole rest for each row would copy it each time.
    const isWhole = at + WINDOW >= state.text.length;
    const window = state.text.slice(at, at + WINDOW);
    const record = readCsvRecord(window, state.delimiter, isLast && isWhole);
    if (record === null) break;
    const { line } = state;
    const consumed = window.slice(0, record.length);
    state.line += consumed.split('\n').length - 1;
    at += record.length;
    if ('problem' in record) yield { line, problem: record.problem };
    else if (consumed.trim() !== '') yield { line, fields: record.fields };
  }
  state.text = state.text.slice(at);
}

/** Longer than any record may be, so that a record that does not fit is known to be too long. */
const WINDOW = LONGEST_RECORD + 2;

const DELIMITERS = [',', ';', '\t'] as const;

/** The delimiter that stands most often in the first line, outside of quotes. */
function likelyDelimiter(header: string): string {
  const plain = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => plain.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

function withoutBom(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
