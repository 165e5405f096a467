import { AppError } from '../../errors.ts';
import type { TableReader } from '../../features/imports/imports-ports.ts';
import { csvHeader, csvLines } from './csv-lines.ts';
import { ndjsonLines } from './ndjson-lines.ts';

/** Reads CSV (RFC 4180; also `;` and tab, BOM, CRLF) and NDJSON, a line at a time. */
export const tableReader: TableReader = {
  async columns(format, file) {
    if (format === 'csv') return csvHeader(file);
    for await (const line of ndjsonLines(file)) {
      if ('record' in line) return Object.keys(line.record);
      throw new AppError('bad_request', `line ${line.line} ${line.problem}`);
    }
    return [];
  },
  lines: (format, file) => (format === 'csv' ? csvLines(file) : ndjsonLines(file)),
};
