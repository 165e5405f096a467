import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '../support/launch-chromium.ts';
import { REPOSITORY } from './demo.ts';

/** `npm run pictures:report -w trainer`: the report of the shipped model, for the documents. */
const browser = await launchChromium();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: { width: 1120, height: 2180 }, colorScheme });
    await page.goto(pathToFileURL(join(REPOSITORY, 'models/artifacts/bank/1/report.html')).href);
    await page.screenshot({ path: join(REPOSITORY, `trainer/pictures/report-${colorScheme}.png`) });
  }
} finally {
  await browser.close();
}
