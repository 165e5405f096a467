import type { Readable } from 'node:stream';
import type { ScoredCustomer } from '../../domain/customer.ts';

export const IMPORT_STATUSES = ['queued', 'running', 'done', 'failed', 'interrupted'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];
export type ImportFormat = 'csv' | 'ndjson';

export interface ImportRecord {
  readonly id: string;
  readonly status: ImportStatus;
  readonly format: ImportFormat;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly rowsRead: number;
  readonly rowsStored: number;
  readonly rowsRefused: number;
  /** Why it failed as a whole. */
  readonly failure: string | null;
  /** The first refused rows. */
  readonly errors: readonly RefusedRow[];
}

export interface RefusedRow {
  /** In the file, from 1. */
  readonly line: number;
  readonly customerId: string | null;
  readonly message: string;
}

export interface ImportBatch {
  readonly entries: readonly ScoredCustomer[];
  readonly refused: readonly RefusedRow[];
  readonly at: Date;
}

export interface ImportStore {
  create(id: string, format: ImportFormat, at: Date): Promise<void>;
  find(id: string): Promise<ImportRecord | null>;
  start(id: string, at: Date): Promise<void>;
  /** Customers, scores, errors and counts, all of them or none. */
  saveBatch(id: string, batch: ImportBatch): Promise<void>;
  finish(id: string, status: ImportStatus, failure: string | null, at: Date): Promise<void>;
  /** Marks those that no process is working on any more. */
  interruptAbandoned(lastHeartbeatBefore: Date, at: Date): Promise<void>;
}

/** Keeps an upload on disk until it is stored, so that no connection has to stay open. */
export interface Spool {
  /**
   * Takes the whole body, decompressed.
   * @throws AppError payload_too_large, or validation_failed where it is not UTF-8
   */
  keep(id: string, body: Readable, encoding: string | undefined): Promise<void>;
  open(id: string): Readable;
  remove(id: string): Promise<void>;
}

/** A line of the file: a record, or why it is none. */
export type TableLine =
  | { readonly line: number; readonly record: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string };

export interface TableReader {
  /** @returns the names in the header, or the keys of the first record; empty for an empty file */
  columns(format: ImportFormat, file: Readable): Promise<readonly string[]>;
  lines(format: ImportFormat, file: Readable): AsyncIterable<TableLine>;
}
