import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBrowser } from '../run/browser.ts';

/** Stands in for browsers with shell scripts, which Windows would not run. */
describe.runIf(process.platform === 'linux')('the browser for the tests', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'browser-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function program(name: string, script: string): string {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  test('is the one that CHROME_PATH names', () => {
    program('chromium', 'echo Chromium 1.2.3.4');
    const chosen = program('my-chrome', 'echo Google Chrome 1.2.3.4');
    expect(findBrowser({ CHROME_PATH: chosen, PATH: folder })).toBe(chosen);
  });

  test('is refused where CHROME_PATH names something else, even if there is another', () => {
    program('chromium', 'echo Chromium 1.2.3.4');
    const wrong = join(folder, 'absent');
    expect(() => findBrowser({ CHROME_PATH: wrong, PATH: folder })).toThrow(
      `CHROME_PATH must name a Chromium or Chrome that starts, not ${wrong}`,
    );
  });

  test('is found on the PATH under any of its usual names', () => {
    const path = program('google-chrome', 'echo Google Chrome 1.2.3.4');
    expect(findBrowser({ PATH: `/nowhere:${folder}` })).toBe(path);
  });

  test('is passed over where it does not start, as a note that asks for a snap', () => {
    program('chromium-browser', 'echo Please install the snap; exit 10');
    const works = program('google-chrome', 'echo Google Chrome 1.2.3.4');
    expect(findBrowser({ PATH: folder })).toBe(works);
  });
});
