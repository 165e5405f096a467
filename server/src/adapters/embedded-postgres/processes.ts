import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/**
 * @returns the name of the program that runs under this number, or null where none does. One that
 * has ended and waits for its parent to notice (a zombie) does not run: in a container without an
 * init process it may wait for ever.
 */
export async function runningProgram(pid: number): Promise<string | null> {
  if (!canSignal(pid)) return null;
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const [, name, state] = /^\d+ \((.*)\) (\w)/s.exec(stat) ?? [];
    return name === undefined || state === 'Z' || state === 'X' ? null : name;
  }
  const args = ['-p', String(pid), '-o', 'state=', '-o', 'comm='];
  const { status, stdout } = spawnSync('ps', args, { encoding: 'utf8' });
  // Where it cannot be told (no ps), it may be anything.
  if (status !== 0) return 'unknown';
  return stdout.trim().startsWith('Z') ? null : stdout.trim().replace(/^\S+\s+/, '');
}

function canSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
