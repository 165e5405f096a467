import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../support/launch-chromium.ts';
import { churnTrainer } from '../trainer/cli.ts';
import { REPOSITORY } from './demo.ts';

/** `npm run pictures:explore -w trainer`: the explore page of an invented bank, for the documents. */
const folder = await mkdtemp(join(tmpdir(), 'churn-pictures-'));
const browser = await launchChromium();
try {
  await trainer('sample', 'bank', '--rows', '20000', '--seed', '1', '--out', 'bank.csv');
  await trainer('explore', '--data', 'bank.csv', '--target', 'Exited', '--out', 'bank.html');
  await mkdir(join(REPOSITORY, 'trainer/pictures'), { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: { width: 1120, height: 1500 }, colorScheme });
    await page.goto(`file://${join(folder, 'bank.html')}`);
    await page.locator('.column summary').first().click();
    await page.mouse.move(0, 0);
    await page.screenshot({
      path: join(REPOSITORY, `trainer/pictures/explore-${colorScheme}.png`),
    });
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

async function trainer(...args: string[]): Promise<void> {
  const { code, stderr } = await churnTrainer(args, folder);
  if (code !== 0) throw new Error(`churn-trainer ${args.join(' ')}: ${stderr}`);
}
