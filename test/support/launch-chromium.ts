import { chromium, type Browser } from 'playwright-core';
import { requireBrowser } from '../run/browser.ts';
import { chromiumFlags } from '../run/chromium-flags.ts';

/** A headless Chromium for a test in Node, found or fetched. Whoever starts it closes it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: requireBrowser(),
    args: [...chromiumFlags],
    // Playwright's own default is --no-sandbox for everybody; ours is in the flags.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}
