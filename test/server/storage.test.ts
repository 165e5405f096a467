import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../server/src/adapters/embedded-postgres/embedded-postgres.ts';
import { openDatabase } from '../../server/src/adapters/postgres/database.ts';
import { claimMode } from '../../server/src/adapters/postgres/deployment-store.ts';
import { migrate } from '../../server/src/adapters/postgres/migrate.ts';
import { asStorageError } from '../../server/src/adapters/postgres/storage-errors.ts';
import { afterFile } from './support/after-file.ts';
import { silentLog } from './support/silent-log.ts';
import { connectionUrl, testDatabase } from './support/test-database.ts';
import { testServer } from './support/test-server.ts';
import { temporaryFolder } from './support/tiny-models.ts';

const CUSTOMER = { features: { Age: 41, Country: 'Spain', Active: true } };

describe('the tables', () => {
  test('are brought up to date once, however often and by however many', async () => {
    const db = openDatabase(await testDatabase(), silentLog);
    await Promise.all([migrate(db), migrate(db), migrate(db)]);
    await migrate(db);
    await claimMode(db, 'live', new Date());
    await claimMode(db, 'live', new Date());
    await expect(claimMode(db, 'demo', new Date())).rejects.toThrow('real customers');
    await db.destroy();
  });
});

describe('a database that is away', () => {
  test('gives 503 with a time to come back, never 500, and all is well again afterwards', async () => {
    const folder = await temporaryFolder();
    const log = silentLog;
    const first = await startEmbeddedPostgres({ folder, randomBytes, log });
    const server = await testServer({ env: { DATABASE_URL: connectionUrl(first.connection) } });
    const key = await server.key('customers:write', 'customers:read', 'embed:mint');
    const json = CUSTOMER;
    expect((await server.call('PUT', '/v1/customers/C-1', { key, json })).status).toBe(200);

    await first.stop();
    const mint = { customers: ['C-1'], sub: 'a', origins: ['https://crm.example'] };
    for (let round = 0; round < 3; round++) {
      for (const reply of await Promise.all([
        server.call('GET', '/readyz'),
        server.call('PUT', '/v1/customers/C-1', { key, json }),
        server.call('GET', '/v1/customers/C-1', { key }),
        server.call('GET', '/v1/customers/C-1/card', { key }),
        server.call('GET', '/v1/customers', { key }),
        server.call('POST', '/v1/embed-tokens', { key, json: mint }),
      ])) {
        expect(reply).toMatchObject({ status: 503, json: { code: 'unavailable' } });
        expect(reply.headers.get('retry-after')).toBe('2');
      }
      expect((await server.call('GET', '/healthz')).status).toBe(200);
    }

    const second = await startEmbeddedPostgres({ folder, randomBytes, log });
    afterFile(() => second.stop());
    // Another port: a pool cannot know it. The same data answers through a server of its own.
    const next = await testServer({ env: { DATABASE_URL: connectionUrl(second.connection) } });
    expect((await next.call('GET', '/v1/customers/C-1', { key })).status).toBe(200);
  }, 60_000);

  test('a connection that breaks in the middle costs that request, not the next', async () => {
    const server = await testServer();
    const key = await server.key('customers:write', 'customers:read');
    await server.call('PUT', '/v1/customers/C-1', { key, json: CUSTOMER });
    const admin = new pg.Client({ connectionString: server.settings.databaseUrl });
    await admin.connect();
    const statuses = [];
    for (let i = 0; i < 20; i++) {
      const asked = server.call('PUT', '/v1/customers/C-1', { key, json: CUSTOMER });
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      );
      statuses.push((await asked).status);
    }
    await admin.end();
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect((await server.call('GET', '/v1/customers/C-1', { key })).status).toBe(200);
  });
});

describe('an error of the database', () => {
  const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

  test.each([
    ['a full disk', coded('53100'), 'storage_full'],
    ['a full disk under a file of ours', coded('ENOSPC'), 'storage_full'],
    ['a refused connection', coded('ECONNREFUSED'), 'unavailable'],
    [
      'a refused connection to each address',
      new AggregateError([coded('ECONNREFUSED')]),
      'unavailable',
    ],
    ['a shutdown', coded('57P01'), 'unavailable'],
    ['a start', coded('57P03'), 'unavailable'],
    ['too many connections', coded('53300'), 'unavailable'],
    ['a deadlock', coded('40P01'), 'unavailable'],
    ['a statement that took too long', coded('57014'), 'unavailable'],
    ['a connection that ended', new Error('Connection terminated unexpectedly'), 'unavailable'],
    [
      'a pool without a free connection',
      new Error('timeout exceeded when trying to connect'),
      'unavailable',
    ],
  ])('%s is told as what it is', (_name, error, code) => {
    expect(asStorageError(error)?.code).toBe(code);
    expect(asStorageError(error)?.retryAfterSeconds).toBeGreaterThan(0);
  });

  test.each([
    ['a mistake in a query', coded('42601')],
    ['a broken rule of a table', coded('23514')],
    ['a mistake in the program', new TypeError('x is not a function')],
    ['no error at all', 'text'],
  ])('%s is our fault', (_name, error) => {
    expect(asStorageError(error)).toBeNull();
  });

  test('in the middle of a write is 503 storage_full, and reads go on', async () => {
    const server = await testServer();
    const key = await server.key('customers:write', 'customers:read');
    await server.call('PUT', '/v1/customers/C-1', { key, json: CUSTOMER });
    const admin = new pg.Client({ connectionString: server.settings.databaseUrl });
    await admin.connect();
    // What a full disk does, without filling one: every write fails with its code.
    await admin.query(
      `create function full_disk() returns trigger language plpgsql as
       $$ begin raise exception 'no space' using errcode = '53100'; end $$`,
    );
    await admin.query(`create trigger full_disk before insert or update on scores
      for each row execute function full_disk()`);
    const changed = { features: { ...CUSTOMER.features, Age: 60 } };
    const write = await server.call('PUT', '/v1/customers/C-1', { key, json: changed });
    expect(write).toMatchObject({ status: 503, json: { code: 'storage_full' } });
    const read = await server.call('GET', '/v1/customers/C-1', { key });
    expect(read).toMatchObject({ status: 200, json: { features: { Age: 41 } } });
    await admin.query('drop trigger full_disk on scores');
    await admin.end();
    expect((await server.call('PUT', '/v1/customers/C-1', { key, json: changed })).status).toBe(
      200,
    );
  });
});
