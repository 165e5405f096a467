import type { Readable } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { ActiveModel } from '../../domain/active-model.ts';
import type { Clock, Log, RandomBytes } from '../../domain/ports.ts';
import { AppError } from '../../errors.ts';
import { checkDate } from '../customers/customers-service.ts';
import { checkColumns } from './import-columns.ts';
import { importLine, type ImportOptions } from './import-rows.ts';
import type {
  ImportBatch,
  ImportFormat,
  ImportRecord,
  ImportStore,
  RefusedRow,
  Spool,
  TableLine,
  TableReader,
} from './imports-ports.ts';

export interface ImportRequest {
  readonly format: ImportFormat;
  readonly body: Readable;
  /** Content-Encoding, such as gzip. */
  readonly encoding: string | undefined;
  readonly idColumn: string | undefined;
  readonly dataAsOf: Date | undefined;
}

export interface ImportsService {
  /** Takes the file, checks its header, and stores its rows later. @returns the import's id */
  begin(request: ImportRequest): Promise<string>;
  get(id: string): Promise<ImportRecord>;
  /** Ends after the batch that is being stored; the rest is marked as interrupted. */
  close(): Promise<void>;
}

export interface ImportsParts {
  readonly store: ImportStore;
  readonly spool: Spool;
  readonly reader: TableReader;
  readonly model: ActiveModel;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
}

/** One file after the other, and few may wait: each costs disk and database time. */
const MOST_WAITING = 8;

/** Small enough that scoring a batch does not hold up other requests. */
const BATCH_ROWS = 200;

export function importsService(parts: ImportsParts): ImportsService {
  const { store, spool, reader, model, clock, log } = parts;
  let waiting = 0;
  let isClosing = false;
  let last: Promise<void> = Promise.resolve();

  return {
    async begin({ format, body, encoding, idColumn, dataAsOf }) {
      if (isClosing || waiting >= MOST_WAITING) {
        const detail = 'Too many imports are waiting already.';
        throw new AppError('unavailable', detail, { retryAfterSeconds: 10 });
      }
      waiting++;
      try {
        const id = Buffer.from(parts.randomBytes(12)).toString('hex');
        const now = clock();
        const { schema } = model.current().spec;
        const known = checkDate(dataAsOf ?? now, now);
        const options = await keep(id, { format, body, encoding }, async () => ({
          idColumn: checkColumns(schema, await reader.columns(format, spool.open(id)), idColumn),
          dataAsOf: known,
        }));
        last = last.then(() => run(id, format, options)).finally(() => waiting--);
        return id;
      } catch (error) {
        waiting--;
        throw error;
      }
    },

    async get(id) {
      const found = await store.find(id);
      if (!found) throw new AppError('not_found', 'There is no such import.');
      return found;
    },

    async close() {
      isClosing = true;
      await last;
    },
  };

  async function keep(
    id: string,
    upload: Pick<ImportRequest, 'format' | 'body' | 'encoding'>,
    check: () => Promise<ImportOptions>,
  ): Promise<ImportOptions> {
    try {
      await spool.keep(id, upload.body, upload.encoding);
      const options = await check();
      await store.create(id, upload.format, clock());
      return options;
    } catch (error) {
      await spool.remove(id);
      throw error;
    }
  }

  async function run(id: string, format: ImportFormat, options: ImportOptions): Promise<void> {
    try {
      await patiently(() => store.start(id, clock()));
      const isWhole = await storeAll(id, reader.lines(format, spool.open(id)), options);
      const status = isWhole ? 'done' : 'interrupted';
      await patiently(() => store.finish(id, status, null, clock()));
      log.info({ import: id, status }, 'import ended');
    } catch (error) {
      log.error({ import: id, reason: String(error) }, 'import failed');
      const failure = error instanceof AppError ? error.message : 'The file could not be stored.';
      await patiently(() => store.finish(id, 'failed', failure, clock())).catch(() => undefined);
    } finally {
      await spool.remove(id);
    }
  }

  /** @returns false where the server is stopping */
  async function storeAll(
    id: string,
    lines: AsyncIterable<TableLine>,
    options: ImportOptions,
  ): Promise<boolean> {
    let batch: TableLine[] = [];
    for await (const line of lines) {
      batch.push(line);
      if (batch.length < BATCH_ROWS) continue;
      await storeBatch(id, batch, options);
      batch = [];
      if (isClosing) return false;
    }
    if (batch.length > 0) await storeBatch(id, batch, options);
    return true;
  }

  async function storeBatch(
    id: string,
    lines: readonly TableLine[],
    options: ImportOptions,
  ): Promise<void> {
    const batch = toBatch(lines, options);
    await patiently(() => store.saveBatch(id, batch));
    await nextTurn();
  }

  function toBatch(lines: readonly TableLine[], options: ImportOptions): ImportBatch {
    const active = model.current();
    const at = clock();
    const entries = [];
    const refused: RefusedRow[] = [];
    for (const line of lines) {
      const result = importLine(active, line, options, at);
      if ('entry' in result) entries.push(result.entry);
      else refused.push(result.refused);
    }
    return { entries, refused, at };
  }

  /** A database that is away comes back: the file waits, unless the server is stopping. */
  async function patiently<T>(step: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await step();
      } catch (error) {
        if (isClosing || attempt >= MOST_ATTEMPTS) throw error;
        log.warn({ reason: String(error) }, 'import waits for the database');
        await sleep(1000);
      }
    }
  }
}

const MOST_ATTEMPTS = 60;
