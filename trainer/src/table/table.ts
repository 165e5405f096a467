import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import type { Delimiter } from './csv-header.ts';
import { asyncBufferFromFile } from 'hyparquet';
import { createCsvReader } from './csv-reader.ts';
import { startsWith } from './csv-text.ts';
import { PARQUET_MAGIC, readParquet } from './parquet-reader.ts';
import type { TableContents } from './table-contents.ts';
import { TrainerError } from '../trainer-error.ts';

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

const CHUNK_BYTES = 1_048_576;
const GZIP = [0x1f, 0x8b];

/**
 * Reads CSV (RFC 4180) with a header line, or Parquet; their first bytes tell which.
 *
 * CSV: comma, semicolon and tab are told apart by the header; gzip is unpacked; a byte order mark,
 * CRLF and empty lines are fine. The file may be larger than memory has room for as text: it is
 * read as a stream into compact columns.
 *
 * @throws TrainerError where the file cannot be read as a table, naming line and column
 */
export async function readTable(file: string): Promise<Table> {
  const hash = createHash('sha256');
  const chunks = readChunks(file, hash);
  const first = await chunks.next();
  const start = first.done ? Buffer.alloc(0) : first.value;
  const contents = startsWith(start, PARQUET_MAGIC)
    ? await readParquetFile(file, chunks)
    : await readCsv(file, prepend(start, chunks), startsWith(start, GZIP));
  return createTable(file, contents, hash.digest('hex'));
}

/** Reads a table that is in memory already, as `readTable` does. */
export function parseTable(bytes: Uint8Array, file: string): Table {
  const plain = startsWith(bytes, GZIP) ? unpack(bytes, file) : bytes;
  const reader = createCsvReader(file);
  for (let start = 0; start < plain.length; start += CHUNK_BYTES) {
    reader.write(plain.subarray(start, start + CHUNK_BYTES));
  }
  return createTable(file, reader.end(), createHash('sha256').update(bytes).digest('hex'));
}

function createTable(file: string, contents: TableContents, sha256: string): Table {
  const { names, columns, rowCount, delimiter } = contents;
  const byName = new Map(names.map((name, index) => [name, columns[index]]));
  return {
    file,
    columns: names,
    rowCount,
    delimiter,
    sha256,
    cell(row, name) {
      const column = byName.get(name);
      if (!column) throw new RangeError(`${file} has no column ${name}`);
      return column.at(row);
    },
    line: (row) => contents.line(row),
  };
}

async function* readChunks(file: string, hash: Hash): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw new TrainerError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

async function readCsv(
  file: string,
  chunks: AsyncIterable<Buffer>,
  isPacked: boolean,
): Promise<TableContents> {
  const reader = createCsvReader(file);
  const plain = isPacked ? unpackedChunks(chunks, file) : chunks;
  for await (const chunk of plain) reader.write(chunk);
  return reader.end();
}

/** @param rest of the chunks, which pass by only to be hashed: Parquet is read from its end */
async function readParquetFile(file: string, rest: AsyncIterator<Buffer>): Promise<TableContents> {
  while (!(await rest.next()).done);
  return readParquet(await asyncBufferFromFile(file), file);
}

async function* unpackedChunks(
  chunks: AsyncIterable<Buffer>,
  file: string,
): AsyncGenerator<Buffer> {
  try {
    const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
    // Errors of the source come out of the last stream, too.
    for await (const chunk of pipeline(chunks, gunzip, () => undefined)) yield chunk as Buffer;
  } catch (error) {
    throw unpackProblem(error, file);
  }
}

async function* prepend(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

function unpack(bytes: Uint8Array, file: string): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw unpackProblem(error, file);
  }
}

function unpackProblem(error: unknown, file: string): Error {
  if (error instanceof TrainerError) return error;
  return new TrainerError(`${file} cannot be unpacked: ${reasonOf(error)}`);
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  return error instanceof Error ? error.message : String(error);
}
