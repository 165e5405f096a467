import { mkdir, open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../artifact/artifact-folder.ts';
import type { Config } from '../config/config-schema.ts';
import type { GivenSplit } from '../data/split.ts';
import type { Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';
import { searchEntry, type SearchEntry } from './search-log.ts';

/** Hashes of what a search starts from: with others, its figures would mean something else. */
const basis = z.strictObject({
  what: z.literal('search'),
  table: z.string(),
  configuration: z.string(),
  split: z.string(),
});
type Basis = z.output<typeof basis>;

/** The configuration was written with the setting that had won so far. */
const written = z.strictObject({ what: z.literal('written'), sha256: z.string() });
const journalLine = z.discriminatedUnion('what', [...searchEntry.options, written]);

/** A search on disk: one line of JSON for each step, so that it can go on after any interruption. */
export interface Journal {
  /** What stands in it already. */
  readonly entries: readonly SearchEntry[];
  /** SHA-256 of the configuration that was written last, hex. */
  readonly written?: string;
  /** Is on the disk when the promise is kept. */
  append(entry: SearchEntry | z.output<typeof written>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the journal of a search, or begins one. A last line that was cut short is dropped: its
 * step is done again.
 *
 * @throws TrainerError where the file is something else, or belongs to another search
 */
export async function openJournal(
  file: string,
  { table, config, split }: { table: Table; config: Config; split?: GivenSplit },
): Promise<Journal> {
  const wanted: Basis = {
    what: 'search',
    table: table.sha256,
    configuration: hashOf(config),
    split: hashOf(split ?? null),
  };
  const text = await readFile(file, 'utf8').catch(() => '');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [head, ...lines] = whole.split('\n').slice(0, -1);
  if (head === undefined && text !== '') throw new TrainerError(noJournal(file, 1));
  if (head !== undefined) requireSame(parseLine(basis, head, file, 1), wanted, file);
  const known = lines.map((line, index) => parseLine(journalLine, line, file, index + 2));
  const entries = known.filter((line) => line.what !== 'written');
  const writes = known.filter((line) => line.what === 'written');

  const handle = await saying(file, async () => {
    await mkdir(dirname(file), { recursive: true });
    if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole));
    return open(file, 'a');
  });
  const write = (value: Basis | z.output<typeof journalLine>) =>
    saying(file, async () => {
      await handle.appendFile(`${JSON.stringify(value)}\n`);
      await handle.sync();
    });
  if (head === undefined) await write(wanted);
  return { entries, written: writes.at(-1)?.sha256, append: write, close: () => handle.close() };
}

function parseLine<T extends z.ZodType>(
  schema: T,
  text: string,
  file: string,
  line: number,
): z.output<T> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new TrainerError(noJournal(file, line));
  }
}

function noJournal(file: string, line: number): string {
  return `${file}:${line} is no line of a search: move the file away to begin a new one`;
}

function requireSame(found: Basis, wanted: Basis, file: string): void {
  for (const part of ['table', 'configuration', 'split'] as const) {
    if (found[part] === wanted[part]) continue;
    throw new TrainerError(
      `${file} is of a search with another ${part}: move it away to begin a new one, or write to another --out`,
    );
  }
}

function hashOf(value: unknown): string {
  return sha256(JSON.stringify(value));
}

async function saying<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TrainerError(`${file} cannot be written: ${reason}`);
  }
}
