import { CsvError, parse } from 'csv-parse/sync';
import { TrainerError } from '../trainer-error.ts';
import { createColumn, type Column } from './columns.ts';
import { detectDelimiter, readNames, type Delimiter } from './csv-header.ts';
import { createCsvPieces } from './csv-pieces.ts';
import { requireText, startOfText } from './csv-text.ts';
import { countLineBreaks } from './line-breaks.ts';
import type { TableContents } from './table-contents.ts';
import { createVector } from './vector.ts';

/** Takes the bytes of a CSV file as they come. */
export interface CsvReader {
  /** @throws TrainerError naming line and column */
  write(chunk: Uint8Array): void;
  /** @throws TrainerError naming line and column */
  end(): TableContents;
}

/** A record that goes on for longer is a quotation mark that never closes. */
const LONGEST_RECORD = 64_000_000;

/** Reads CSV (RFC 4180) with a header line, holding no more text than a few records at a time. */
export function createCsvReader(file: string): CsvReader {
  const pieces = createCsvPieces();
  const lines = createVector(Uint32Array);
  let columns: Column[] = [];
  let names: readonly string[] | undefined;
  let delimiter: Delimiter = ',';
  let hasStarted = false;
  let nextLine = 1;

  function read(piece: Buffer): void {
    if (piece.length === 0) return;
    const text = hasStarted ? piece : startOfText(piece, file);
    hasStarted = true;
    requireText(text, nextLine, file);
    if (!names) delimiter = detectDelimiter(text.toString());
    parsePiece(text);
  }

  function parsePiece(bytes: Buffer): void {
    // The parser's own count takes a CRLF between quotation marks for two lines.
    let end = { bytes: 0, emptyLines: 0 };
    try {
      parse(bytes, {
        delimiter,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        skip_empty_lines: true,
        onRecord(cells: string[], info) {
          takeRecord(cells, nextLine + info.empty_lines - end.emptyLines);
          nextLine += countLineBreaks(bytes, end.bytes, info.bytes);
          end = { bytes: info.bytes, emptyLines: info.empty_lines };
          return null;
        },
      });
    } catch (error) {
      throw csvProblem(error, names ?? [], nextLine, file);
    }
    nextLine += countLineBreaks(bytes, end.bytes, bytes.length);
  }

  function takeRecord(cells: readonly string[], line: number): void {
    if (!names) {
      names = readNames(cells, `${file}:${line}`);
      columns = names.map(() => createColumn());
      return;
    }
    requireAllCells(cells, names, `${file}:${line}`);
    for (let index = 0; index < cells.length; index++) columns[index].push(cells[index]);
    lines.push(line);
  }

  return {
    write(chunk) {
      read(pieces.push(chunk));
      if (pieces.waiting <= LONGEST_RECORD) return;
      throw new TrainerError(
        `${file}:${nextLine} starts a row of more than ${LONGEST_RECORD} bytes: does a quotation mark never close?`,
      );
    },
    end() {
      read(pieces.rest());
      if (!names) throw new TrainerError(`${file} is empty: a table starts with a line of names`);
      if (lines.length === 0) throw new TrainerError(`${file} has a header and no rows`);
      for (const column of columns) column.seal();
      return { names, columns, delimiter, rowCount: lines.length, line: (row) => lines.at(row) };
    },
  };
}

function requireAllCells(cells: readonly string[], names: readonly string[], at: string): void {
  if (cells.length === names.length) return;
  const place =
    cells.length < names.length
      ? `column ${names[cells.length]} and what follows are missing`
      : `there is no name for column number ${names.length + 1}`;
  throw new TrainerError(
    `${at} has ${cells.length} cells, the header has ${names.length}: ${place}`,
  );
}

function csvProblem(error: unknown, names: readonly string[], line: number, file: string): Error {
  if (!(error instanceof CsvError)) throw error;
  const index = Number(error.index ?? 0);
  const at = `${file}:${line} column ${names[index] ?? `number ${index + 1}`}`;
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
