import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  type SchemaElement,
  type SchemaTree,
} from 'hyparquet';
import { TrainerError } from '../trainer-error.ts';
import { createColumn, type Column } from './columns.ts';
import { readNames } from './csv-header.ts';
import { isDecimal, parquetText } from './parquet-text.ts';
import type { TableContents } from './table-contents.ts';

/** The first bytes of a Parquet file, and its last ones: PAR1. */
export const PARQUET_MAGIC = [0x50, 0x41, 0x52, 0x31];

/** Snappy is unpacked by the reader itself. */
const COMPRESSORS: Compressors = {
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
  ZSTD: (input) => zstdDecompressSync(input),
};
const CODECS: readonly string[] = ['UNCOMPRESSED', 'SNAPPY', ...Object.keys(COMPRESSORS)];

/**
 * Reads a Parquet file, one column of one row group at a time.
 *
 * @throws TrainerError for a file that is broken, and naming a column that cannot be read
 */
export async function readParquet(source: AsyncBuffer, file: string): Promise<TableContents> {
  const metadata = withPlainDecimals(await readMetadata(source, file));
  const fields = parquetSchema(metadata).children;
  for (const field of fields) requireFlat(field, file);
  for (const group of metadata.row_groups) {
    for (const { meta_data: chunk } of group.columns) {
      if (!chunk || CODECS.includes(chunk.codec)) continue;
      throw new TrainerError(
        `${file} column ${chunk.path_in_schema.join('.')} is packed with ${chunk.codec}: pack it with snappy, zstd, gzip or brotli`,
      );
    }
  }
  const names = readNames(
    fields.map(({ element }) => element.name),
    file,
  );
  const rowCount = Number(metadata.num_rows);
  if (rowCount === 0) throw new TrainerError(`${file} has columns and no rows`);
  const columns: Column[] = [];
  for (const { element } of fields) {
    columns.push(await readColumn(source, metadata, element, file));
  }
  return { names, columns, rowCount, delimiter: ',', line: (row) => row + 1 };
}

async function readMetadata(source: AsyncBuffer, file: string): Promise<FileMetaData> {
  try {
    return await parquetMetadataAsync(source, { geoparquet: false });
  } catch (error) {
    throw new TrainerError(`${file} is not a whole Parquet file: ${messageOf(error)}`);
  }
}

/** The reader would make floating-point numbers of decimals, which are not exact. */
function withPlainDecimals(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map((element) =>
    isDecimal(element)
      ? {
          ...element,
          converted_type: undefined,
          logical_type: {
            type: 'DECIMAL' as const,
            precision: element.precision ?? 0,
            scale: element.scale ?? 0,
          },
        }
      : element,
  );
  return { ...metadata, schema };
}

function requireFlat({ element, children }: SchemaTree, file: string): void {
  if (children.length === 0 && element.repetition_type !== 'REPEATED') return;
  throw new TrainerError(
    `${file} column ${element.name} is nested (a list, a map or a struct): a table needs one value a cell`,
  );
}

async function readColumn(
  file: AsyncBuffer,
  metadata: FileMetaData,
  element: SchemaElement,
  name: string,
): Promise<Column> {
  const column = createColumn();
  const { parsers, cell } = parquetText(element);
  let rowStart = 0;
  try {
    for (const { num_rows: rows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(rows);
      const chunks: ArrayLike<unknown>[] = [];
      await parquetRead({
        file,
        metadata,
        columns: [element.name],
        rowStart,
        rowEnd,
        compressors: COMPRESSORS,
        parsers,
        utf8: !isDecimal(element),
        geoparquet: false,
        onChunk: ({ columnData }) => chunks.push(columnData),
      });
      for (const chunk of chunks) {
        for (let row = 0; row < chunk.length; row++) column.push(cell(chunk[row]));
      }
      if (column.length !== rowEnd) {
        throw new Error(`${column.length} values for ${rowEnd} rows`);
      }
      rowStart = rowEnd;
    }
  } catch (error) {
    throw new TrainerError(`${name} column ${element.name} cannot be read: ${messageOf(error)}`);
  }
  column.seal();
  return column;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
