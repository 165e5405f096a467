import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** One way to get a Chromium. Whether it worked shows in what `findBrowser` finds afterwards. */
export interface WayToFetch {
  readonly what: string;
  readonly commands: readonly (readonly string[])[];
}

export function waysToFetch(): readonly WayToFetch[] {
  return isRootOnDebian() ? [playwrightDownload, debianPackage] : [playwrightDownload];
}

/** Runs the commands of one way, the output of a failure on stderr; stops at the first failure. */
export function fetchBy(way: WayToFetch): void {
  console.error(`No Chromium here yet: ${way.what}.`);
  for (const [program, ...args] of way.commands) {
    const { status, error, stdout, stderr } = spawnSync(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status === 0) continue;
    const lines = `${stderr ?? ''}\n${stdout ?? ''}`.split('\n');
    const reason = error?.message ?? lines.find((line) => /^E(rror)?: /.test(line));
    console.error(`  That failed: ${reason ?? `${program} ended with exit code ${status}`}`);
    return;
  }
}

const playwrightDownload: WayToFetch = {
  what: 'downloading one into the cache of Playwright (about 170 MB)',
  commands: [[process.execPath, playwrightProgram(), 'install', 'chromium', '--no-shell']],
};

const debianPackage: WayToFetch = {
  what: "installing Debian's packages chromium and fonts-dejavu-core",
  commands: [
    aptGet('update'),
    // Without any font, Chromium draws no letters and measures no text.
    aptGet('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'),
  ],
};

function aptGet(...args: string[]): string[] {
  // Another apt may be at work, as on a machine that has just started.
  return ['apt-get', '--quiet', '-o', 'DPkg::Lock::Timeout=300', ...args];
}

function playwrightProgram(): string {
  const description = createRequire(import.meta.url).resolve('playwright-core/package.json');
  return join(dirname(description), 'cli.js');
}

/** Ubuntu's package of that name is a pointer to a snap, which containers cannot run. */
function isRootOnDebian(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
