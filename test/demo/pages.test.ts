import { expect, test } from 'vitest';
import { bookOf, customer, FIELDS, startCrm } from './crm.ts';

const HOSTILE = `"'><img src=x onerror=alert(1)>&lt;`;
const HOSTILE_ID = `x"><script>alert(1)</script>`;

test.each([
  ['the list', '/customers'],
  ['the list, searched for it', `/customers?q=${encodeURIComponent('<img src=x')}`],
  [
    'a search that finds nobody',
    `/customers?q=${encodeURIComponent(`<img src=x onerror=alert(2)>`)}`,
  ],
  ['the overview', `/customers/${encodeURIComponent(HOSTILE_ID)}`],
  ['the accounts', `/customers/${encodeURIComponent(HOSTILE_ID)}/accounts`],
  ['the activities', `/customers/${encodeURIComponent(HOSTILE_ID)}/activities`],
  ['the documents', `/customers/${encodeURIComponent(HOSTILE_ID)}/documents`],
  ['a document', `/customers/${encodeURIComponent(HOSTILE_ID)}/documents/1`],
  ['the edit form', `/customers/${encodeURIComponent(HOSTILE_ID)}/edit`],
  ['the tasks', '/tasks'],
  ['a page that is not there', `/${encodeURIComponent(HOSTILE_ID)}`],
])('no markup of a customer gets through: %s', async (_page, path) => {
  const fields = { ...FIELDS, country: HOSTILE, gender: HOSTILE };
  const crm = await startCrm(bookOf(customer({ id: HOSTILE_ID, name: HOSTILE, fields })).book);
  const text = await (await crm.get(path)).text();
  expect(text).toContain('</html>');
  expect(text).not.toContain('<img src=x');
  expect(text).not.toContain('<script>');
});

test('a hostile name is shown as it is written', async () => {
  const crm = await startCrm(bookOf(customer({ name: HOSTILE })).book);
  const text = await (await crm.get('/customers/C-1')).text();
  expect(text).toContain('&#34;&#39;&#62;&#60;img src=x onerror=alert(1)&#62;&#38;lt;');
});

test('a page loads scripts from itself and from the card server, and from nobody else', async () => {
  const crm = await startCrm(bookOf(customer()).book);
  const policy = (await crm.get('/customers/C-1')).headers.get('Content-Security-Policy') ?? '';
  const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule]));
  expect(rules.get('default-src')).toBe("default-src 'none'");
  expect(rules.get('script-src')).toBe("script-src 'self' http://localhost:8787");
  expect(rules.get('connect-src')).toBe("connect-src 'self' http://localhost:8787");
  expect(policy).not.toContain('unsafe');
});

test('no page has an inline script, an inline style or a handler attribute', async () => {
  const crm = await startCrm(bookOf(customer()).book);
  for (const path of ['/customers', '/customers/C-1', '/customers/C-1/edit', '/tasks']) {
    const text = await (await crm.get(path)).text();
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  }
});

test('the card stands in the page as the two lines of its manual', async () => {
  const crm = await startCrm(bookOf(customer({ id: 'C-1001' })).book);
  const text = await (await crm.get('/customers/C-1001')).text();
  expect(text).toContain(
    '<script type="module" src="http://localhost:8787/churn-card.js"></script>',
  );
  expect(text).toMatch(/<churn-card\s+customer-id="C-1001"\s+token-url="\/api\/churn-token"/);
});

test('a page speaks the language of the browser, or the one chosen before', async () => {
  const crm = await startCrm(bookOf(customer()).book);
  const german = await crm.get('/customers', { 'Accept-Language': 'de-AT,en;q=0.5' });
  expect(await german.text()).toMatch(/<html lang="de"[\s\S]*Kunden/);
  const chosen = { 'Accept-Language': 'de', Cookie: 'theme=dark; language=en' };
  const english = await (await crm.get('/customers', chosen)).text();
  expect(english).toMatch(/<html lang="en" data-theme="dark"[\s\S]*Customers/);
});

test('a choice of language is kept and leads back to the page it was made on', async () => {
  const crm = await startCrm(bookOf().book);
  const referer = { Referer: `${crm.address}/customers?q=a` };
  const answer = await crm.get('/preferences?language=de', referer);
  expect(answer.headers.get('Set-Cookie')).toMatch(/^language=de;.*HttpOnly/);
  expect(answer.headers.get('Location')).toBe('/customers?q=a');
});

test('a choice of language never leads to another site', async () => {
  const crm = await startCrm(bookOf().book);
  for (const referer of ['https://evil.example/x', `${crm.address}//evil.example/x`, 'nonsense']) {
    const answer = await crm.get('/preferences?language=de', { Referer: referer });
    expect(answer.headers.get('Location')).toMatch(/^\/(?!\/)/);
  }
});

test('an unknown customer and an unknown page are a 404 in words', async () => {
  const crm = await startCrm(bookOf().book);
  for (const path of ['/customers/C-1', '/nowhere', '/customers/C-1/documents/1']) {
    const answer = await crm.get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Not found');
  }
});
