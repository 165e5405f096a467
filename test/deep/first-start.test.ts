import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/launch-chromium.ts';

/** What a newcomer does: clone, `npm ci`, `npm start`, open the address. Only what is committed. */
const folder = mkdtempSync(join(tmpdir(), 'first-start-'));

beforeAll(() => {
  execFileSync('git', ['clone', '--quiet', process.cwd(), folder]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('two commands in an empty folder open a CRM page whose card shows a number', async () => {
  execFileSync('npm', ['ci'], { cwd: folder, stdio: 'inherit' });
  const env = { ...process.env, PORT: '0', DEMO_PORT: '0' };
  const started = spawn('npm', ['start'], {
    cwd: folder,
    env,
    // A group of its own, so that Ctrl-C can reach all of it as in a terminal.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(started, 'exit');
  try {
    const address = await firstAddress(started.stdout);
    expect(await numberOnFirstCard(address)).toMatch(/^[<>]?\d+(\.\d+)?\s?%$/);
  } finally {
    if (started.pid) process.kill(-started.pid, 'SIGINT');
    await exit;
  }
});

async function firstAddress(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stdout)) {
    const address = /^Open (http:\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('npm start ended without an address to open');
}

/** @returns the probability that the card of the list's first customer shows, as it is written */
async function numberOnFirstCard(address: string): Promise<string | null> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.locator('a[href*="/customers/"]').first().click();
    return await page.locator('churn-card [part=number]').textContent();
  } finally {
    await browser.close();
  }
}
