import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Every file of text that git knows or would add, or null where this is no checkout of git (an
 * unpacked archive): the caller then says that it could not look.
 */
export function repositoryFiles(): TextFile[] | null {
  if (!existsSync('.git')) return null;
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    encoding: 'utf8',
  });
  return listed
    .split('\0')
    .filter((path) => path !== '' && existsSync(path) && !IS_BINARY.test(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

const IS_BINARY = /\.(bin|h5|gz|png|jpe?g|webp|ico|woff2?)$/;
