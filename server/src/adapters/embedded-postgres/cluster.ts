import { spawn } from 'node:child_process';
import { chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RandomBytes } from '../../domain/ports.ts';
import { StartupError } from '../../errors.ts';
import type { Binaries } from './binaries.ts';
import type { ProcessOwner } from './process-owner.ts';

/** One PostgreSQL cluster in a folder: `pg/` belongs to PostgreSQL, `password` to us. */
export interface Cluster {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly owner: ProcessOwner;
}

export const SUPERUSER = 'churn_card';

/** Makes the cluster if the folder has none. Safe against a second process doing the same. */
export async function initCluster(cluster: Cluster, randomBytes: RandomBytes): Promise<void> {
  if (existsSync(path.join(cluster.folder, 'pg', 'PG_VERSION'))) return;
  const password = Buffer.from(randomBytes(32)).toString('base64url');
  const fresh = `${cluster.folder}.new-${Buffer.from(randomBytes(6)).toString('hex')}`;
  try {
    await mkdir(path.join(fresh, 'pg'), { recursive: true, mode: 0o700 });
    await giveTo(cluster.owner, path.join(fresh, 'pg'));
    await writeFile(path.join(fresh, 'password'), password, { mode: 0o600 });
    await runInitdb({ ...cluster, folder: fresh }, password);
    // A rename is all or nothing: a half made cluster is never seen, and of two starts one wins.
    await rename(fresh, cluster.folder).catch(() => undefined);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

export async function readPassword(clusterFolder: string): Promise<string> {
  return readFile(path.join(clusterFolder, 'password'), 'utf8');
}

/** @throws StartupError with the end of PostgreSQL's own log */
export async function startPostmaster(cluster: Cluster, port: number): Promise<void> {
  const { code } = await runProgram(cluster, cluster.binaries.pgCtl, [
    ...['start', '-D', dataFolder(cluster), '-w', '-t', '60', '-l', LOG_FILE],
    ...['-o', `-p ${port}`],
  ]);
  if (code === 0) return;
  const log = await readFile(path.join(cluster.folder, 'pg', LOG_FILE), 'utf8').catch(() => '');
  const end = log.trimEnd().split('\n').slice(-5).join('\n');
  throw new StartupError(`PostgreSQL did not start in ${cluster.folder}:\n${end}`);
}

/** Ends open connections and stops cleanly. Does nothing where nothing runs. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  await runProgram(cluster, cluster.binaries.pgCtl, [
    ...['stop', '-D', dataFolder(cluster), '-m', 'fast', '-w', '-t', '10'],
  ]);
}

const LOG_FILE = 'server.log';

/** Appended to postgresql.conf once. Statements and their values are personal data: never logged. */
const SETTINGS = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 60
fsync = on
synchronous_commit = on
full_page_writes = on
random_page_cost = 1.1
jit = off
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length_on_error = 0
`;

async function runInitdb(cluster: Cluster, password: string): Promise<void> {
  const secrets = await mkdtemp(path.join(tmpdir(), 'churn-card-'));
  const passwordFile = path.join(secrets, 'password');
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await giveTo(cluster.owner, passwordFile);
    await giveTo(cluster.owner, secrets);
    const { code, output } = await runProgram(cluster, cluster.binaries.initdb, [
      ...['-D', dataFolder(cluster), '-U', SUPERUSER, `--pwfile=${passwordFile}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums'],
      // The same order of words on every machine, whatever its own locale is.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ]);
    if (code !== 0) throw new StartupError(`initdb failed in ${cluster.folder}:\n${output}`);
    await writeFile(path.join(cluster.folder, 'pg', 'postgresql.conf'), SETTINGS, { flag: 'a' });
  } finally {
    await rm(secrets, { recursive: true, force: true });
  }
}

async function giveTo(owner: ProcessOwner, file: string): Promise<void> {
  const { uid, gid } = owner.ids;
  if (uid !== undefined && gid !== undefined) await chown(file, uid, gid);
}

/**
 * The data folder as PostgreSQL is told it. Its user may not be allowed to walk there (a clone
 * under /root): then it is the folder that the process already stands in, by the one name of it
 * that needs no walking.
 */
function dataFolder(cluster: Cluster): string {
  const isOtherUser = cluster.owner.ids.uid !== undefined;
  return isOtherUser && process.platform === 'linux'
    ? '/proc/self/cwd'
    : path.join(cluster.folder, 'pg');
}

function runProgram(
  cluster: Cluster,
  program: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...cluster.owner.ids,
      cwd: path.join(cluster.folder, 'pg'),
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      // pg_ctl hands its output on to the postmaster, so waiting for the pipe to close would
      // mean waiting for the database to end: only initdb, which ends, may have one.
      stdio: program === cluster.binaries.initdb ? ['ignore', 'pipe', 'pipe'] : 'ignore',
      detached: true,
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, output }));
  });
}
