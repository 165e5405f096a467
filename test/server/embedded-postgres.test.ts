import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import {
  attachEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../server/src/adapters/embedded-postgres/embedded-postgres.ts';
import { readPidFile } from '../../server/src/adapters/embedded-postgres/pid-file.ts';
import { afterFile } from './support/after-file.ts';
import { recordingLog, silentLog } from './support/silent-log.ts';
import { temporaryFolder } from './support/tiny-models.ts';

const SLOW = { timeout: 60_000 };

async function start(folder: string, log = silentLog): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ folder, randomBytes, log });
  afterFile(() => postgres.stop());
  return postgres;
}

async function query(postgres: EmbeddedPostgres, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(postgres.connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const pgFolder = (folder: string): string => path.join(folder, 'cluster', 'pg');

describe('our own PostgreSQL', SLOW, () => {
  test('writes through to the disk, listens to this machine only, and keeps its password to us', async () => {
    const folder = await temporaryFolder();
    const postgres = await start(folder);
    const [settings] = await query(
      postgres,
      `select current_setting('fsync') as fsync, current_setting('listen_addresses') as host,
        current_setting('log_min_error_statement') as statements`,
    );
    expect(settings).toEqual({ fsync: 'on', host: '127.0.0.1', statements: 'panic' });
    expect((await stat(path.join(folder, 'cluster', 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o077).toBe(0);
    const wrong = new pg.Client({ ...postgres.connection, password: 'postgres' });
    await expect(wrong.connect()).rejects.toThrow(/password authentication failed/);
  });

  test('keeps what was written over a stop and a start', async () => {
    const folder = await temporaryFolder();
    const first = await start(folder);
    await query(first, 'create table kept (n int)');
    await query(first, 'insert into kept values (7)');
    await first.stop();
    expect(await attachEmbeddedPostgres(folder)).toBeNull();
    expect(await query(await start(folder), 'select n from kept')).toEqual([{ n: 7 }]);
  });

  test('refuses a second holder of the folder, naming the first', async () => {
    const folder = await temporaryFolder();
    const first = await start(folder);
    await expect(start(folder)).rejects.toThrow(`is in use by process ${process.pid}`);
    expect(await query(first, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  test('is made once where two start in an empty folder at the same moment', async () => {
    const folder = await temporaryFolder();
    const starts = await Promise.allSettled([start(folder), start(folder), start(folder)]);
    const won = starts.filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const start of starts) {
      if (start.status === 'rejected') expect(String(start.reason)).toContain('is in use by');
    }
  });

  test('comes back by itself after its postmaster was killed, with all that was acknowledged', async () => {
    const folder = await temporaryFolder();
    const log = recordingLog();
    const postgres = await start(folder, log);
    await query(postgres, 'create table kept (n int)');
    await query(postgres, 'insert into kept values (7)');
    const running = await readPidFile(pgFolder(folder));
    process.kill(running?.pid ?? 0, 'SIGKILL');
    const rows = await eventually(() => query(postgres, 'select n from kept'));
    expect(rows).toEqual([{ n: 7 }]);
    expect(log.lines.map(({ message }) => message)).toContain(
      'PostgreSQL ended unexpectedly; starting it again',
    );
  });

  test('starts over a pid file whose number belongs to another program now', async () => {
    const folder = await temporaryFolder();
    const first = await start(folder);
    await query(first, 'create table kept (n int)');
    const file = path.join(pgFolder(folder), 'postmaster.pid');
    const text = await readFile(file, 'utf8');
    await first.stop();
    await writeFile(file, text.replace(/^\d+/, String(process.pid)));
    expect(await query(await start(folder), 'select count(*)::int as n from kept')).toEqual([
      { n: 0 },
    ]);
  });
});

describe.runIf(process.getuid?.() === 0 && process.platform === 'linux')(
  'started by root',
  SLOW,
  () => {
    test('runs as another user, even in a folder that this user may not enter', async () => {
      const closed = await temporaryFolder();
      await chmod(closed, 0o700);
      const folder = path.join(closed, 'project', 'data');
      await mkdir(folder, { recursive: true });
      const postgres = await start(folder);
      expect(await query(postgres, 'select 1 as n')).toEqual([{ n: 1 }]);
      const running = await readPidFile(pgFolder(folder));
      expect((await stat(`/proc/${running?.pid}`)).uid).not.toBe(0);
    });
  },
);

/** Asks again until it works: the only sign of a database that came back is that it answers. */
async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
