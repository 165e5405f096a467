import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { tableText } from './table-bytes.ts';
import { TrainerError } from './trainer-error.ts';

/** Stage 1: a file of customers, each row made of texts as they stand in the file. */
export interface Table {
  /** As the user named it, for messages. */
  readonly file: string;
  /** Header names, trimmed. */
  readonly columns: readonly string[];
  readonly rowCount: number;
  readonly delimiter: Delimiter;
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
  /**
   * The text of one cell, as it stands in the file.
   *
   * @param row counted from 0
   */
  cell(row: number, column: string): string;
  /** The line of the file on which a row starts, counted from 1. */
  line(row: number): number;
}

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** @throws TrainerError where the file cannot be read as a table */
export async function readTable(file: string): Promise<Table> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new TrainerError(`${file} cannot be read: ${reasonOf(error)}`);
  }
  return parseTable(bytes, file);
}

/**
 * Reads CSV (RFC 4180) with a header line. Comma, semicolon and tab are told apart by the header;
 * gzip is unpacked; a byte order mark, CRLF and empty lines are fine.
 *
 * @throws TrainerError naming line and column
 */
export function parseTable(bytes: Uint8Array, file: string): Table {
  const text = tableText(bytes, file);
  const delimiter = detectDelimiter(text);
  const [header, ...rows] = parseRows(text, delimiter, file);
  if (!header) throw new TrainerError(`${file} is empty: a table starts with a line of names`);
  const columns = checkHeader(header, file);
  if (rows.length === 0) throw new TrainerError(`${file} has a header and no rows`);
  for (const row of rows) requireAllCells(row, columns, file);
  const indices = new Map(columns.map((column, index) => [column, index]));
  return {
    file,
    columns,
    rowCount: rows.length,
    delimiter,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    cell(row, column) {
      const index = indices.get(column);
      if (index === undefined) throw new RangeError(`${file} has no column ${column}`);
      return rows[row].cells[index];
    },
    line: (row) => rows[row].line,
  };
}

interface Line {
  readonly cells: readonly string[];
  readonly line: number;
}

function detectDelimiter(text: string): Delimiter {
  const header = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}

function parseRows(text: string, delimiter: Delimiter, file: string): Line[] {
  const bytes = Buffer.from(text);
  // The parser's own count takes a CRLF between quotation marks for two lines.
  let end = { bytes: 0, line: 1, emptyLines: 0 };
  const rows: Line[] = [];
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      onRecord(cells: string[], info) {
        rows.push({ cells, line: end.line + info.empty_lines - end.emptyLines });
        const line = end.line + countBreaks(bytes, end.bytes, info.bytes);
        end = { bytes: info.bytes, line, emptyLines: info.empty_lines };
        return null;
      },
    });
  } catch (error) {
    throw csvProblem(error, rows, end.line, file);
  }
  return rows;
}

/** Counts CRLF, LF and CR alone in `bytes[from..to)`. */
function countBreaks(bytes: Uint8Array, from: number, to: number): number {
  let breaks = 0;
  for (let index = from; index < to; index++) {
    const isFeed = bytes[index] === LINE_FEED;
    if (isFeed || (bytes[index] === CARRIAGE_RETURN && bytes[index + 1] !== LINE_FEED)) breaks++;
  }
  return breaks;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

function csvProblem(error: unknown, rows: readonly Line[], line: number, file: string): Error {
  if (!(error instanceof CsvError)) throw error;
  const index = Number(error.index ?? 0);
  const column = rows[0]?.cells[index]?.trim() ?? `number ${index + 1}`;
  const at = `${file}:${line} column ${column}`;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new TrainerError(`${at}: a quotation mark opens here and never closes`);
    case 'INVALID_OPENING_QUOTE':
      return new TrainerError(
        `${at}: a quotation mark stands inside a cell that does not start with one`,
      );
    case 'CSV_INVALID_CLOSING_QUOTE':
      return new TrainerError(`${at}: text follows a closing quotation mark`);
    default:
      return new TrainerError(`${at}: ${error.message}`);
  }
}

function checkHeader({ cells, line }: Line, file: string): string[] {
  const columns = cells.map((cell) => cell.trim());
  columns.forEach((column, index) => {
    const at = `${file}:${line} column number ${index + 1}`;
    if (column === '') throw new TrainerError(`${at} has no name`);
    if (/\p{Cc}/u.test(column) || column === '__proto__' || column.length > 200) {
      throw new TrainerError(`${at} has a name that cannot be used: ${JSON.stringify(column)}`);
    }
    const first = columns.indexOf(column);
    if (first < index) {
      throw new TrainerError(`${at} is named ${column}, and so is column number ${first + 1}`);
    }
  });
  return columns;
}

function requireAllCells({ cells, line }: Line, columns: readonly string[], file: string): void {
  if (cells.length === columns.length) return;
  const place =
    cells.length < columns.length
      ? `column ${columns[cells.length]} and what follows are missing`
      : `there is no name for column number ${columns.length + 1}`;
  throw new TrainerError(
    `${file}:${line} has ${cells.length} cells, the header has ${columns.length}: ${place}`,
  );
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  return error instanceof Error ? error.message : String(error);
}
