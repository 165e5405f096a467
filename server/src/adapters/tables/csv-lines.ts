import { parse, type CsvError } from 'csv-parse';
import type { Readable } from 'node:stream';
import { AppError } from '../../errors.ts';
import type { TableLine } from '../../features/imports/imports-ports.ts';
import { LONGEST_RECORD } from './table-reader.ts';

/** @returns the column names, trimmed; none for an empty file */
export async function csvHeader(open: () => Readable): Promise<readonly string[]> {
  for await (const line of csvFields(open)) {
    if ('fields' in line) return line.fields.map((name) => name.trim());
    throw new AppError('bad_request', `line ${line.line}: ${line.problem}`);
  }
  return [];
}

/** The rows under the header, as records; a row that cannot be read does not stop the rest. */
export async function* csvLines(open: () => Readable): AsyncIterable<TableLine> {
  let header: readonly string[] | null = null;
  for await (const line of csvFields(open)) {
    if ('problem' in line) yield line;
    else if (header === null) header = line.fields.map((name) => name.trim());
    else yield toRecord(header, line);
  }
}

type FieldsLine = { readonly line: number; readonly fields: readonly string[] };
type ProblemLine = { readonly line: number; readonly problem: string };

function toRecord(header: readonly string[], { line, fields }: FieldsLine): TableLine {
  if (fields.length !== header.length) {
    return { line, problem: `must have ${header.length} fields, however: ${fields.length}` };
  }
  const record: Record<string, string> = Object.create(null);
  header.forEach((name, index) => (record[name] = fields[index]));
  return { line, record };
}

async function* csvFields(open: () => Readable): AsyncIterable<FieldsLine | ProblemLine> {
  const delimiter = await sniffDelimiter(open());
  const skipped: ProblemLine[] = [];
  const file = open();
  const parser = file.pipe(
    parse({
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD,
      skip_records_with_error: true,
      on_skip: (error: CsvError | undefined) => {
        const problem = `cannot be read as CSV (${error?.code ?? 'unknown'})`;
        skipped.push({ line: Number(error?.lines ?? 0), problem });
        return undefined;
      },
    }),
  );
  file.once('error', (error) => parser.destroy(error));
  try {
    const records: AsyncIterable<{ record: string[]; info: { lines: number } }> = parser;
    for await (const { record, info } of records) {
      yield* skipped.splice(0);
      yield { line: info.lines, fields: record };
    }
    yield* skipped;
  } finally {
    file.destroy();
  }
}

const DELIMITERS = [',', ';', '\t'] as const;

/** The delimiter that stands most often in the first line, outside of quotes. */
async function sniffDelimiter(file: Readable): Promise<string> {
  let start = '';
  for await (const chunk of file.setEncoding('utf8')) {
    start += chunk;
    if (start.length >= LONGEST_RECORD || start.includes('\n')) break;
  }
  file.destroy();
  const header = start.split('\n')[0].replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => header.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}
