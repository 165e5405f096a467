import { join } from 'node:path';
import { launchChromium } from '../support/launch-chromium.ts';
import { callApi, cardOverHttp, REPOSITORY, startDemo, type Demo } from './demo.ts';
import { shownNumber } from './shown-card.ts';

/** `npm run screenshot -w demo`: the picture in the README, of a customer who is drifting away. */
const demo = await startDemo();
const browser = await launchChromium();
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 860 },
    locale: 'en-US',
    colorScheme: 'light',
  });
  await page.goto(`${demo.crm}/customers/${await someoneDriftingAway(demo)}`);
  await shownNumber(page);
  await page.screenshot({ path: join(REPOSITORY, 'demo/screenshot.png'), animations: 'disabled' });
} finally {
  await browser.close();
  await demo.stop();
}

/** @returns who, among those in the high band but not lost, has risen most */
async function someoneDriftingAway(demo: Demo): Promise<string> {
  const list = await callApi<{ customers: { id: string; probability: number }[] }>(
    demo,
    'GET',
    '/v1/customers?limit=200&band=high',
  );
  const open = list.customers.filter(({ probability }) => probability < 0.7);
  const cards = await Promise.all(open.map(({ id }) => cardOverHttp(demo, id)));
  const risen = cards.sort((a, b) => (b.trend?.points ?? 0) - (a.trend?.points ?? 0));
  if (!risen[0]) throw new Error('nobody is in the high band');
  return risen[0].customerId;
}
