import { type Card, type ScoredCard } from '@churn-card/models';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { randomNetwork } from '../support/tiny-artifact.ts';
import { recordingLog } from './support/silent-log.ts';
import { ORIGIN, testServer, type TestServer } from './support/test-server.ts';
import { temporaryFolder, tinyVersion, writeModel } from './support/tiny-models.ts';

let server: TestServer;
let key: string;
let now = new Date('2026-05-03T10:00:00Z');

const ANN = { Age: 41, Country: 'Germany', Active: false, Woman: 1 };

beforeAll(async () => {
  server = await testServer({ clock: () => now });
  key = await server.key('customers:write', 'customers:read');
});

const put = (id: string, json: unknown) => server.call('PUT', `/v1/customers/${id}`, { key, json });
const ask = (id: string, headers: Record<string, string> = {}, query = '') =>
  server.call('GET', `/v1/customers/${id}/card${query}`, { key, headers });
const cardOf = async (id: string) => (await ask(id)).json as ScoredCard;

describe('a scored card', () => {
  test('has reasons that add up to the probability that was stored', async () => {
    const stored = (await put('C-1', { features: ANN })).json as { score: { probability: number } };
    const card = await cardOf('C-1');
    const sum = card.contributions.reduce((total, { points }) => total + points, card.base);
    expect(card.probability).toBe(stored.score.probability);
    expect(Math.abs(sum - card.probability)).toBeLessThan(1e-9);
  });

  test('hides what policy hides, and names what it shows', async () => {
    const card = await cardOf('C-1');
    expect(card.contributions.map(({ feature }) => feature)).toEqual(
      expect.arrayContaining(['Age', 'Country', 'Active', null]),
    );
    expect(JSON.stringify(card)).not.toContain('Woman');
    const active = card.contributions.find(({ feature }) => feature === 'Active');
    expect(active).toMatchObject({
      sentence: 'No activity in the last period',
      evidence: { alike: { customers: 500, left: 135 } },
    });
  });

  test('says what made it, for what, and of when it is', async () => {
    await put('C-2', { features: ANN, dataAsOf: '2026-05-01' });
    expect(await cardOf('C-2')).toMatchObject({
      customerId: 'C-2',
      state: 'scored',
      model: 'tiny',
      modelVersion: '1',
      modelHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      scoredAt: '2026-05-03T10:00:00.000Z',
      dataAsOf: '2026-05-01T00:00:00.000Z',
      horizon: 'has the profile of customers who left',
      purpose: expect.stringContaining('not for decisions on credit') as string,
      demo: false,
      trend: null,
    });
  });

  test('doubts what is missing, new, out of range or old', async () => {
    await put('C-3', {
      features: { Age: 104, Country: 'Italy', Active: true },
      dataAsOf: '2026-04-01',
    });
    const { doubts } = await cardOf('C-3');
    expect(doubts.map(({ code, feature }) => `${code} ${feature}`)).toEqual([
      'outside-training-range Age',
      'unseen-value Country',
      'missing Woman',
      'stale null',
    ]);
    expect(doubts.at(-1)?.sentence).toContain('32 days');
  });

  test('is not stale a moment before the thirtieth day, and is from then on', async () => {
    await put('C-4', { features: ANN, dataAsOf: '2026-04-03T10:00:01Z' });
    expect((await cardOf('C-4')).doubts).toEqual([]);
    now = new Date('2026-05-03T10:00:01Z');
    expect((await cardOf('C-4')).doubts).toMatchObject([{ code: 'stale' }]);
    now = new Date('2026-05-03T10:00:00Z');
  });

  test('tells by how much it moved, and since when', async () => {
    await put('C-5', { features: ANN, dataAsOf: '2026-04-20' });
    const before = await cardOf('C-5');
    await put('C-5', { features: { ...ANN, Age: 60 }, dataAsOf: '2026-05-02' });
    const after = await cardOf('C-5');
    expect(after.trend).toEqual({
      previousProbability: before.probability,
      points: after.probability - before.probability,
      since: '2026-04-20T00:00:00.000Z',
      modelChanged: false,
      parts: [
        {
          feature: 'Age',
          points: after.probability - before.probability,
          sentence: 'Age: 41, now 60',
        },
      ],
      modelPoints: null,
    });
  });

  test('says what each changed input adds, and the parts add up to the change', async () => {
    await put('C-7', { features: ANN, dataAsOf: '2026-04-20' });
    await put('C-7', { features: { ...ANN, Age: 60, Active: true, Woman: 0 } });
    const { trend } = (await ask('C-7', {}, '?locale=de')).json as ScoredCard;
    expect(trend?.parts?.map(({ feature }) => feature)).toEqual(
      expect.arrayContaining(['Age', 'Active', null]),
    );
    const sum = trend?.parts?.reduce((total, { points }) => total + points, 0) ?? NaN;
    expect(Math.abs(sum - (trend?.points ?? NaN))).toBeLessThan(1e-9);
    expect(trend?.parts?.map(({ sentence }) => sentence)).toContain('Alter: 41, jetzt 60');
    // What policy hides is in the sum only.
    expect(JSON.stringify(trend)).not.toContain('Woman');
  });

  test('is byte for byte the same for the same customer', async () => {
    expect((await ask('C-1')).text).toBe((await ask('C-1')).text);
  });
});

describe('a card without a number', () => {
  test('says what is missing where too little is known', async () => {
    await put('N-1', { features: { Age: 41, Woman: 0 } });
    const { json, text } = await ask('N-1', {}, '?locale=de');
    expect(json).toMatchObject({
      state: 'too-little-data',
      known: 2,
      inputs: 4,
      missing: [
        { feature: 'Country', label: 'Land' },
        { feature: 'Active', label: 'Aktivität' },
      ],
    });
    expect(text).not.toContain('probability');
  });

  test('says that the customer has left', async () => {
    await put('N-2', { features: ANN, status: 'left' });
    const { json, text } = await ask('N-2');
    expect(json).toMatchObject({ state: 'already-left' });
    expect(text).not.toContain('probability');
  });

  test('comes back with its history once the customer is known again', async () => {
    await put('N-3', { features: ANN });
    await put('N-3', { features: { Age: 41 } });
    expect(((await ask('N-3')).json as Card).state).toBe('too-little-data');
    await put('N-3', { features: { ...ANN, Age: 60 } });
    const card = await cardOf('N-3');
    expect(card).toMatchObject({ state: 'scored' });
    expect(card.trend?.points).not.toBe(0);
  });
});

describe('the language', () => {
  test.each([
    ['nothing', {}, '', 'en'],
    ['German in Austria', { 'Accept-Language': 'de-AT,en;q=0.5' }, '', 'de'],
    ['what is preferred, not what is first', { 'Accept-Language': 'en;q=0.4, de;q=0.9' }, '', 'de'],
    ['a language that we do not speak', { 'Accept-Language': 'fr' }, '', 'en'],
    ['the address before the header', { 'Accept-Language': 'de' }, '?locale=en', 'en'],
    ['a broken header', { 'Accept-Language': ';;;q=x,,' }, '', 'en'],
  ])('follows %s', async (_name, headers, query, locale) => {
    const { json, headers: given } = await ask('C-1', headers, query);
    expect((json as Card).locale).toBe(locale);
    expect(given.get('content-language')).toBe(locale);
  });

  test('reaches every text', async () => {
    const { json } = await ask('C-1', {}, '?locale=de');
    expect(json).toMatchObject({ horizon: 'hat das Profil von Kunden, die gegangen sind' });
    expect((json as ScoredCard).contributions.map(({ label }) => label)).toContain('Alter');
  });
});

describe('polling', () => {
  test('costs a 304 as long as nothing changed, even where a page sends the tag itself', async () => {
    const first = await ask('C-1');
    const tag = first.headers.get('etag') ?? '';
    const second = await ask('C-1', { 'If-None-Match': tag, 'Cache-Control': 'no-cache' });
    expect(second).toMatchObject({ status: 304, text: '' });
    await put('C-1', { features: { ...ANN, Age: 42 } });
    const third = await ask('C-1', { 'If-None-Match': tag });
    expect(third.status).toBe(200);
    expect(third.headers.get('etag')).not.toBe(tag);
  });

  test('keeps languages apart', async () => {
    const english = await ask('C-1', {}, '?locale=en');
    const german = await ask(
      'C-1',
      { 'If-None-Match': english.headers.get('etag') ?? '' },
      '?locale=de',
    );
    expect(german.status).toBe(200);
  });
});

describe('a new model', () => {
  test('scores the whole worklist again, but never over a customer that changed meanwhile', async () => {
    const models = await temporaryFolder();
    await writeModel(models, 'tiny', '1', tinyVersion('1'));
    const first = await testServer({ models });
    const ownKey = await first.key('customers:write', 'customers:read');
    for (let i = 0; i < 450; i++) {
      const json = { features: { ...ANN, Age: 20 + (i % 70) } };
      await first.call('PUT', `/v1/customers/R-${i}`, { key: ownKey, json });
    }
    await writeModel(models, 'tiny', '2', tinyVersion('2', randomNetwork([8, 3, 1], 99)));
    const log = recordingLog();
    const env = { DATABASE_URL: first.settings.databaseUrl ?? '' };
    const second = await testServer({ models, env, log });
    // While that goes on, a customer is stored with other features.
    const changed = await second.call('PUT', '/v1/customers/R-449', {
      key: ownKey,
      json: { features: { ...ANN, Age: 91 } },
    });
    await vi.waitFor(() => {
      expect(log.lines.map(({ message }) => message)).toContain(
        'customers were scored again by the new model',
      );
    });
    for (const id of ['R-0', 'R-200', 'R-448']) {
      const { json } = await second.call('GET', `/v1/customers/${id}`, { key: ownKey });
      expect(json).toMatchObject({ score: { modelVersion: '2' } });
    }
    const kept = await second.call('GET', '/v1/customers/R-449', { key: ownKey });
    expect(kept.json).toEqual(changed.json);
  }, 60_000);

  test('scores a customer again before the card is shown, and the trend says so', async () => {
    const models = await temporaryFolder();
    await writeModel(models, 'tiny', '1', tinyVersion('1'));
    const first = await testServer({ models });
    const ownKey = await first.key('customers:write', 'customers:read');
    const json = { features: ANN };
    await first.call('PUT', '/v1/customers/M-1', { key: ownKey, json });
    const before = (await first.call('GET', '/v1/customers/M-1/card', { key: ownKey })).json;

    await writeModel(models, 'tiny', '2', tinyVersion('2', randomNetwork([8, 3, 1], 99)));
    const second = await testServer({
      models,
      env: { DATABASE_URL: first.settings.databaseUrl ?? '' },
    });
    const after = (await second.call('GET', '/v1/customers/M-1/card', { key: ownKey })).json;
    expect(after).toMatchObject({
      modelVersion: '2',
      trend: {
        previousProbability: (before as ScoredCard).probability,
        modelChanged: true,
        parts: [],
      },
    });
    // Nothing but the model changed: all of it is the model's.
    const { trend } = after as ScoredCard;
    expect(trend?.modelPoints).toBeCloseTo(trend?.points ?? NaN, 12);
  });
});

test('an embed token opens the cards of its customers, and no other route', async () => {
  const token = await server.mint(['C-1', 'C-2']);
  const headers = { Origin: ORIGIN };
  const own = await server.call('GET', '/v1/customers/C-1/card', { key: token, headers });
  expect(own.status).toBe(200);
  expect(own.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  const other = await server.call('GET', '/v1/customers/C-1', { key: token, headers });
  expect(other.status).toBe(401);
});
