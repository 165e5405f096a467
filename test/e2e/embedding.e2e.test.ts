import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/launch-chromium.ts';
import { callApi, json, startDemo, type Demo } from './demo.ts';
import { shownNumber } from './shown-card.ts';
import { startSite, type Site } from './site.ts';

const ONE = '90000001';
const OTHER = '90000002';
/** An origin of which no page is open. The demo serves only pages of this machine. */
const ELSEWHERE = 'http://localhost:1';

let demo: Demo;
let browser: Browser;
const sites: Site[] = [];

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  for (const site of sites) await site.close();
  await demo.stop();
});

test('a token for one customer reads no other, who looks just like nobody', async () => {
  const token = await mint(ONE, ELSEWHERE);
  const own = await readCard(ONE, token, ELSEWHERE);
  expect(own.status).toBe(200);
  const other = await readCard(OTHER, token, ELSEWHERE);
  const nobody = await readCard('nobody', token, ELSEWHERE);
  expect(other.status).toBe(404);
  expect(await withoutRequestId(other)).toEqual(await withoutRequestId(nobody));
});

test('a card shows its number in a page of the origin that its token is for', async () => {
  const page = await openHost(ONE, (origin) => mint(ONE, origin));
  expect(await shownNumber(page)).toMatch(/^[<>]?[\d.]+%$/);
});

test('a card with a token for another customer shows no number', async () => {
  const page = await openHost(OTHER, (origin) => mint(ONE, origin));
  await page.locator('churn-card [part=message] b', { hasText: 'Unknown customer' }).waitFor();
  expect(await page.locator('churn-card [part=number]').count()).toBe(0);
});

test('a card in a page of another origin says that it has no permission, and shows no number', async () => {
  const page = await openHost(ONE, async (origin) => {
    // This page may show cards, but not with a token that was taken from another page.
    await mint(OTHER, origin);
    return mint(ONE, ELSEWHERE);
  });
  await page.locator('churn-card [part=message] b', { hasText: 'No permission' }).waitFor();
  expect(await page.locator('churn-card [part=number]').count()).toBe(0);
});

test('a page of an origin that nobody ever named reads nothing, and shows no number', async () => {
  const page = await openHost(ONE, () => mint(ONE, ELSEWHERE));
  await page.locator('churn-card [part=message]').waitFor();
  expect(await page.locator('churn-card [part=number]').count()).toBe(0);
});

async function mint(customer: string, origin: string): Promise<string> {
  const wish = { customers: [customer], sub: 'agent-9', origins: [origin] };
  const { token } = await callApi<{ token: string }>(demo, 'POST', '/v1/embed-tokens', json(wish));
  return token;
}

function readCard(id: string, token: string, origin: string): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}`, Origin: origin };
  return fetch(`${demo.server}/v1/customers/${id}/card`, { headers });
}

async function withoutRequestId(response: Response): Promise<unknown> {
  const { requestId: _requestId, ...problem } = (await response.json()) as Record<string, unknown>;
  return problem;
}

/** A stranger's page with the two lines of the manual in it. */
async function openHost(
  customer: string,
  tokenFor: (origin: string) => Promise<string>,
): Promise<Page> {
  const site = await startSite(async (path) => {
    if (path === '/') return { type: 'text/html', body: hostPage(customer) };
    if (path !== '/token') return null;
    const token = await tokenFor(site.origin);
    return { type: 'application/json', body: JSON.stringify({ token }) };
  });
  sites.push(site);
  const page = await browser.newPage({ locale: 'en-US' });
  await page.goto(site.origin);
  return page;
}

function hostPage(customer: string): string {
  return `<!doctype html>
<html lang="en">
  <title>A stranger's page</title>
  <script type="module" src="${demo.server}/churn-card.js"></script>
  <churn-card customer-id="${customer}" token-url="/token">no card</churn-card>
</html>`;
}
