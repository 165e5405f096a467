import { spawnSync } from 'node:child_process';
import { StartupError } from '../../errors.ts';

/** Who runs PostgreSQL, which refuses to run as root. */
export interface ProcessOwner {
  readonly name: string;
  /** Empty where it is simply the user who runs this process. */
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

/** @returns the current user, or for root the user `postgres`, made if it is not there */
export function processOwner(): ProcessOwner {
  if (process.getuid?.() !== 0) return { name: 'current user', ids: {} };
  const uid = idOf('-u') ?? createUser();
  const gid = idOf('-g');
  if (gid === undefined) throw noUser();
  return { name: USER, ids: { uid, gid } };
}

const USER = 'postgres';

function idOf(flag: '-u' | '-g'): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, USER], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

function createUser(): number {
  spawnSync('groupadd', ['--system', USER], { stdio: 'ignore' });
  const options = ['--system', '-g', USER, '--no-create-home', '-s', '/bin/false'];
  spawnSync('useradd', [...options, USER], { stdio: 'ignore' });
  const uid = idOf('-u');
  if (uid === undefined) throw noUser();
  return uid;
}

function noUser(): StartupError {
  return new StartupError(
    `PostgreSQL does not run as root, and the user "${USER}" could not be made. Start as a normal user, or set DATABASE_URL.`,
  );
}
