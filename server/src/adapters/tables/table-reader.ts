import { AppError } from '../../errors.ts';
import type { TableReader } from '../../features/imports/imports-ports.ts';
import { csvHeader, csvLines } from './csv-lines.ts';
import { ndjsonLines } from './ndjson-lines.ts';

/** Reads CSV and NDJSON, a line at a time. */
export const tableReader: TableReader = {
  async columns(format, open) {
    if (format === 'csv') return csvHeader(open);
    for await (const line of ndjsonLines(open())) {
      if ('record' in line) return Object.keys(line.record);
      throw new AppError('bad_request', `line ${line.line}: ${line.problem}`);
    }
    return [];
  },
  lines: (format, open) => (format === 'csv' ? csvLines(open) : ndjsonLines(open())),
};

/** In characters. A longer record is no customer, but a quote that was never closed. */
export const LONGEST_RECORD = 65_536;
