import { mkdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import type { Log, RandomBytes } from '../../domain/ports.ts';
import { StartupError } from '../../errors.ts';
import type { ConnectionParts } from '../postgres/connection-options.ts';
import { findBinaries } from './binaries.ts';
import {
  initCluster,
  readPassword,
  startPostmaster,
  stopPostmaster,
  SUPERUSER,
  type Cluster,
} from './cluster.ts';
import { holdFolder } from './holder.ts';
import { readPidFile } from './pid-file.ts';
import { processOwner } from './process-owner.ts';

/** A PostgreSQL of our own in a folder, held by this process alone. */
export interface EmbeddedPostgres {
  readonly connection: ConnectionParts;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL in `folder`, or adopts the one that a killed server left running there, and
 * keeps it running: a postmaster that dies is started again on the same port.
 *
 * @throws StartupError where another process holds the folder, or PostgreSQL cannot start
 */
export async function startEmbeddedPostgres(options: {
  readonly folder: string;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
}): Promise<EmbeddedPostgres> {
  const { folder, log } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const owner = processOwner();
  const cluster: Cluster = {
    folder: path.join(folder, 'cluster'),
    binaries: await findBinaries(owner),
    owner,
  };
  await initCluster(cluster, options.randomBytes);
  const connection = await runningCluster(cluster);
  let holder = await holdFolder(connection, folder);
  await createDatabase(connection);

  let isStopping = false;
  const watch = (): void => {
    holder.once('end', () => {
      if (!isStopping) void revive();
    });
  };
  const revive = async (): Promise<void> => {
    log.error({}, 'PostgreSQL ended unexpectedly; starting it again');
    while (!isStopping) {
      try {
        await runningCluster(cluster, connection.port);
        holder = await holdFolder(connection, folder);
        log.info({}, 'PostgreSQL runs again');
        return watch();
      } catch (error) {
        log.error({ reason: String(error) }, 'PostgreSQL could not be started; trying again');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  };
  watch();

  return {
    connection,
    async stop() {
      isStopping = true;
      // The lock is let go by the stop itself: nobody can adopt a database that is about to end.
      await stopPostmaster(cluster);
    },
  };
}

/** @returns how to reach the PostgreSQL that runs in `folder` for another process, or null */
export async function attachEmbeddedPostgres(folder: string): Promise<ConnectionParts | null> {
  const cluster = path.join(folder, 'cluster');
  const running = await readPidFile(path.join(cluster, 'pg'));
  if (running?.status !== 'ready') return null;
  const connection = connectionTo(running.port, await readPassword(cluster));
  return (await answers(connection)) ? connection : null;
}

const DATABASE = 'churn_card';
const RETRY_MS = 500;
/** How often to look again while another start, or the end of an old one, is under way. */
const ATTEMPTS = 40;
/** A port may be taken between looking and starting; what fails three times stays broken. */
const START_ATTEMPTS = 3;

/** @returns how to connect to the running cluster, started if need be */
async function runningCluster(cluster: Cluster, port?: number): Promise<ConnectionParts> {
  const password = await readPassword(cluster.folder);
  const connect = (at: number): ConnectionParts => connectionTo(at, password);
  const failures: unknown[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const running = await readPidFile(path.join(cluster.folder, 'pg'));
    if (running === null) {
      const chosen = port ?? (await freePort());
      try {
        await startPostmaster(cluster, chosen);
        return connect(chosen);
      } catch (error) {
        failures.push(error);
        if (failures.length >= START_ATTEMPTS) throw error;
      }
    } else if (running.status === 'ready' && (await answers(connect(running.port)))) {
      return connect(running.port);
    }
    // Another start is under way, an old one is ending, or a port was taken meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new StartupError(`PostgreSQL in ${cluster.folder} runs, but does not answer.`);
}

function connectionTo(port: number, password: string): ConnectionParts {
  return { host: '127.0.0.1', port, user: SUPERUSER, password, database: DATABASE };
}

async function answers(connection: ConnectionParts): Promise<boolean> {
  const client = new pg.Client({
    ...connection,
    database: 'postgres',
    connectionTimeoutMillis: 2000,
  });
  client.on('error', () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

async function createDatabase(connection: ConnectionParts): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
