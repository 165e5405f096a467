import { readFile, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** What `postmaster.pid` tells about the process that runs a cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Such as `ready`, `starting` or `stopping`. */
  readonly status: string;
}

/**
 * @returns the postmaster that runs the cluster, or null. A file that a crash left behind is
 * removed where its process number now belongs to another program: after a restart of a
 * container that is likely, and PostgreSQL itself would refuse to start.
 */
export async function readPidFile(pgFolder: string): Promise<Postmaster | null> {
  const file = path.join(pgFolder, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const program = await programOf(pid);
  if (program !== null && /postgres/.test(program)) {
    return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  }
  await rm(file, { force: true });
  return null;
}

/** @returns whether a process with this number runs */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** @returns the name of the program that runs under this number, or null where none does */
async function programOf(pid: number): Promise<string | null> {
  if (!isAlive(pid)) return null;
  if (process.platform === 'linux') {
    return readFile(`/proc/${pid}/comm`, 'utf8').catch(() => null);
  }
  const { status, stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'comm='], {
    encoding: 'utf8',
  });
  // Where it cannot be told (no ps), PostgreSQL decides.
  return status === 0 ? stdout : 'postgres';
}
