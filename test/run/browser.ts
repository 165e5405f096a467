import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { fetchBy, waysToFetch } from './fetch-browser.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @returns the path of a Chromium or Chrome that starts, fetched if there was none
 * @throws Error saying what to do where there is none and none can be fetched
 */
export function requireBrowser(): string {
  const found = findBrowser(process.env);
  if (found !== null) return found;
  for (const way of waysToFetch()) {
    fetchBy(way);
    const fetched = findBrowser(process.env);
    if (fetched !== null) return fetched;
  }
  throw new Error(
    'The tests in a browser need Chromium or Chrome, and none was found or could be fetched. ' +
      'Install one in the usual way for this machine (Debian: apt-get install chromium; ' +
      'elsewhere: npx playwright-core install --with-deps chromium), ' +
      'or name the one you have: CHROME_PATH=/path/to/chrome npm test.',
  );
}

/**
 * Looks at CHROME_PATH, the PATH, the usual places of the system and Playwright's cache, in this
 * order. CHROME_PATH is a choice: where it is set, nothing else is looked at.
 *
 * @throws Error where CHROME_PATH names something that does not start
 */
export function findBrowser(env: Environment): string | null {
  const chosen = env.CHROME_PATH;
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new Error(`CHROME_PATH must name a Chromium or Chrome that starts, not ${chosen}`);
  }
  return candidates(env).find((path) => existsSync(path) && starts(path)) ?? null;
}

function candidates(env: Environment): string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return [
    ...COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...usualPlaces(env),
    chromium.executablePath(),
  ];
}

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];

function usualPlaces(env: Environment): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    return roots
      .filter((root) => root !== undefined)
      .flatMap((root) => [
        join(root, 'Google/Chrome/Application/chrome.exe'),
        join(root, 'Chromium/Application/chrome.exe'),
        join(root, 'Microsoft/Edge/Application/msedge.exe'),
      ]);
  }
  return [];
}

/**
 * A file of that name is not enough: Ubuntu's chromium-browser may be a note that asks for a
 * snap, and a downloaded Chromium may lack the system's libraries.
 */
function starts(path: string): boolean {
  // On Windows `chrome.exe --version` opens a window and prints nothing.
  if (process.platform === 'win32') return existsSync(path);
  try {
    const version = execFileSync(path, ['--version'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 30_000,
    });
    return /\d+\.\d+\.\d+/.test(version.toString());
  } catch {
    return false;
  }
}

if (import.meta.main) {
  try {
    console.log(requireBrowser());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
