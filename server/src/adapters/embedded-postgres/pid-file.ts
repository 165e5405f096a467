import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runningProgram } from './processes.ts';

/** What `postmaster.pid` tells about the process that runs a cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Such as `ready`, `starting` or `stopping`. */
  readonly status: string;
}

/**
 * @returns the postmaster that runs the cluster, or null
 *
 * After a crash the file stays. If its number now belongs to another program, as is likely after a
 * restart of a container, PostgreSQL would refuse to start: so the number is replaced by one that
 * cannot be alive. The rest of the file stays, because PostgreSQL tells by it whether processes of
 * the crashed cluster are still at work.
 */
export async function readPidFile(pgFolder: string): Promise<Postmaster | null> {
  const file = path.join(pgFolder, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || pid === NOBODY) return null;
  const program = await runningProgram(pid);
  if (program !== null && /postgres|unknown/.test(program)) {
    return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  }
  await writeFile(file, [String(NOBODY), ...lines.slice(1)].join('\n'));
  return null;
}

/** Above the largest process number of any system. */
const NOBODY = 99_999_999;
