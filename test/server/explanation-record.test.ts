import { loadArtifact, parseRecord, verifyRecord, type ScoredCard } from '@churn-card/models';
import { beforeAll, expect, test } from 'vitest';
import { inMemory, tinyArtifact } from '../support/tiny-artifact.ts';
import { testServer, type TestServer } from './support/test-server.ts';

let server: TestServer;
let key: string;
let now = new Date('2026-05-03T10:00:00Z');

beforeAll(async () => {
  server = await testServer({ clock: () => now });
  key = await server.key('customers:write', 'customers:read', 'audit:read');
  const json = { features: { Age: 41, Country: 'Germany', Active: false, Woman: 1 } };
  await server.call('PUT', '/v1/customers/C-1', { key, json });
});

const ask = (id: string, query = '') =>
  server.call('GET', `/v1/customers/${id}/explanation-record${query}`, { key });

test('a record is of the score that the card shows, and holds against the model folder', async () => {
  const { status, text } = await ask('C-1');
  expect(status).toBe(200);
  const record = parseRecord(text, 'answer');
  const model = await loadArtifact(inMemory(tinyArtifact()));
  expect(verifyRecord(model, record)).toEqual([]);
  const card = (await server.call('GET', '/v1/customers/C-1/card', { key })).json as ScoredCard;
  expect(record).toMatchObject({
    probability: card.probability,
    scoredAt: card.scoredAt,
    modelHash: card.modelHash,
    base: card.base,
  });
  expect(record.contributions.map(({ sentence }) => sentence)).toEqual(
    card.contributions.map(({ sentence }) => sentence),
  );
});

test('a record speaks the language asked for', async () => {
  expect((await ask('C-1', '?locale=de')).json).toMatchObject({
    locale: 'de',
    purpose: expect.stringContaining('Kundenbindung') as string,
  });
});

test('nobody has no record', async () => {
  expect((await ask('nobody')).status).toBe(404);
});

test('a record says what the card doubts on that day', async () => {
  const json = {
    features: { Age: 41, Country: 'Germany', Active: false, Woman: 1 },
    dataAsOf: '2026-05-03',
  };
  await server.call('PUT', '/v1/customers/C-2', { key, json });
  now = new Date('2026-06-20T10:00:00Z');
  expect((await ask('C-2')).json).toMatchObject({
    shown: true,
    shownOn: '2026-06-20',
    staleDays: 48,
    doubts: ['The data is 48 days old.'],
  });
});

test('somebody who has left has none, as there is no score', async () => {
  const json = { features: { Age: 41, Country: 'Germany', Active: false }, status: 'left' };
  await server.call('PUT', '/v1/customers/C-3', { key, json });
  expect((await ask('C-3')).status).toBe(422);
});
