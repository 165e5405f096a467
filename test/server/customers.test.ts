import { beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from './support/test-server.ts';

let server: TestServer;
let write: string;
let read: string;
let now = new Date('2026-05-03T10:00:00Z');

const ANN = { Age: 41, Country: 'Germany', Active: false, Woman: 1 };

beforeAll(async () => {
  server = await testServer({ clock: () => now });
  write = await server.key('customers:write');
  read = await server.key('customers:read');
});

const put = (id: string, json: unknown) =>
  server.call('PUT', `/v1/customers/${encodeURIComponent(id)}`, { key: write, json });
const get = (id: string) => server.call('GET', `/v1/customers/${id}`, { key: read });

describe('a stored customer', () => {
  test('is scored at once, and comes back as it was stored', async () => {
    const stored = await put('C-1', { features: ANN, name: 'Ann' });
    expect(stored.status).toBe(200);
    expect(stored.json).toMatchObject({
      id: 'C-1',
      name: 'Ann',
      status: 'active',
      features: { Age: 41, Country: 'Germany', Active: false, Woman: true },
      dataAsOf: '2026-05-03T10:00:00.000Z',
      score: { model: 'tiny', modelVersion: '1' },
    });
    expect((await get('C-1')).json).toEqual(stored.json);
  });

  test('keeps nothing of a column that the model ignores', async () => {
    const stored = await put('C-2', { features: { ...ANN, Surname: 'Canary', Left: 1 } });
    expect(stored.status).toBe(200);
    expect((await get('C-2')).text).not.toContain('Canary');
  });

  test('is replaced as a whole: what the second body leaves out is gone', async () => {
    await put('C-3', { features: ANN, name: 'Ann', status: 'active' });
    const { json } = await put('C-3', { features: { Age: 41, Country: 'Spain', Active: true } });
    expect(json).toMatchObject({ name: null, features: { Woman: null } });
  });

  test('gets no score where too little is known', async () => {
    const { json } = await put('C-4', { features: { Age: 41 } });
    expect(json).toMatchObject({ score: null, features: { Country: null } });
  });

  test('gets no score after having left', async () => {
    await put('C-5', { features: ANN });
    expect((await put('C-5', { features: ANN, status: 'left' })).json).toMatchObject({
      status: 'left',
      score: null,
    });
    expect((await get('C-5')).json).toMatchObject({ score: null });
  });

  test('is gone after its removal, history and all', async () => {
    await put('C-6', { features: ANN });
    const removed = await server.call('DELETE', '/v1/customers/C-6', { key: write });
    expect(removed).toMatchObject({ status: 204, text: '' });
    expect((await get('C-6')).status).toBe(404);
    const again = await server.call('DELETE', '/v1/customers/C-6', { key: write });
    expect(again.status).toBe(404);
  });

  test('may have an id in any script, with the marks that CRMs use', async () => {
    for (const id of ['7', 'Ä-Öl_9', '客户1', 'a@b.example', 'x:1+2', 'C'.repeat(128)]) {
      expect((await put(id, { features: ANN })).status).toBe(200);
      const found = await get(encodeURIComponent(id));
      expect(found.json).toMatchObject({ id });
    }
  });
});

describe('a customer is refused', () => {
  test.each([
    ['a feature that the model does not know', { features: { Aeg: 3 } }, 'features.Aeg'],
    ['a word for a number', { features: { Age: 'old' } }, 'features.Age'],
    ['a number beyond what can be true', { features: { Age: 131 } }, 'features.Age'],
    ['an unknown key', { features: {}, nmae: 'x' }, 'nmae'],
    ['no features', { name: 'x' }, 'features'],
    ['features that are a list', { features: [1] }, 'features'],
    ['a status of its own', { features: {}, status: 'gone' }, 'status'],
    ['a day that does not exist', { features: {}, dataAsOf: '2026-02-30' }, 'dataAsOf'],
    ['a moment without a time zone', { features: {}, dataAsOf: '2026-02-03T10:00:00' }, 'dataAsOf'],
    ['data from the future', { features: {}, dataAsOf: '2026-05-05' }, 'dataAsOf'],
    ['a name with a control character', { features: {}, name: 'a\u0007b' }, 'name'],
    ['a name that is too long', { features: {}, name: 'x'.repeat(201) }, 'name'],
  ])('with %s', async (_name, body, path) => {
    const { status, json } = await put('C-9', body);
    expect(status).toBe(422);
    expect(json).toMatchObject({ code: 'validation_failed', errors: [{ path }] });
    expect((await get('C-9')).status).toBe(404);
  });

  test.each([
    ['an id with a slash', 'a/b'],
    ['an id of one dot', '.x'],
    ['an id with a space', 'a b'],
    ['an id that is too long', 'x'.repeat(129)],
    ['an id that is not in normal form C', 'A\u0308'],
    ['an id with NUL', 'a\0'],
  ])('with %s', async (_name, id) => {
    expect((await put(id, { features: ANN })).status).toBe(422);
  });

  test('and every broken rule is named, with the value', async () => {
    const { json } = await put('C-9', { features: { Age: 'old', Active: 'maybe', Foo: 1 } });
    expect(json).toMatchObject({
      errors: [
        { path: 'features.Age', rule: 'a-number', value: '"old"' },
        { path: 'features.Active', rule: 'a-boolean', value: '"maybe"' },
        { path: 'features.Foo', rule: 'unknown-feature', value: '1' },
      ],
    });
  });
});

describe('the worklist', () => {
  test('pages through every active customer once, the likeliest to leave first', async () => {
    const own = await testServer();
    const key = await own.key('customers:write', 'customers:read');
    for (let i = 0; i < 23; i++) {
      await own.call('PUT', `/v1/customers/W-${i}`, {
        key,
        json: {
          // Some share a probability, some have none, and some have left.
          features: i % 7 === 0 ? { Age: 30 } : { ...ANN, Age: 20 + (i % 5) * 12 },
          status: i % 11 === 10 ? 'left' : 'active',
        },
      });
    }
    interface Entry {
      readonly id: string;
      readonly probability: number | null;
    }
    const seen: Entry[] = [];
    let query = '?limit=4';
    for (let page = 0; query && page < 20; page++) {
      const { json } = await own.call('GET', `/v1/customers${query}`, { key });
      const { customers, next } = json as { customers: Entry[]; next: string | null };
      seen.push(...customers);
      query = next === null ? '' : `?limit=4&cursor=${next}`;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(21);
    expect(seen).toHaveLength(21);
    const order = seen.map(({ probability }) => probability ?? -1);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(order.at(-1)).toBe(-1);
  });

  test('can show one band only', async () => {
    const { json } = await server.call('GET', '/v1/customers?band=high', { key: read });
    const { customers } = json as { customers: { band: string }[] };
    expect(customers.length).toBeGreaterThan(0);
    expect(customers.every(({ band }) => band === 'high')).toBe(true);
  });

  test.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'band=top',
    'cursor=x',
    'cursor=WzEsMl0',
    'page=2',
  ])('refuses ?%s', async (query) => {
    expect((await server.call('GET', `/v1/customers?${query}`, { key: read })).status).toBe(422);
  });
});

describe('the history of scores', () => {
  test('gets a row only where the probability changed, and confirms it otherwise', async () => {
    const card = async () =>
      (await server.call('GET', '/v1/customers/H-1/card', { key: read })).json as {
        trend: { previousProbability: number; since: string } | null;
        scoredAt: string;
      };
    now = new Date('2026-05-03T10:00:00Z');
    const first = (await put('H-1', { features: ANN })).json as { score: { probability: number } };
    expect((await card()).trend).toBeNull();
    now = new Date('2026-05-10T10:00:00Z');
    await put('H-1', { features: ANN });
    expect(await card()).toMatchObject({ trend: null, scoredAt: '2026-05-10T10:00:00.000Z' });
    now = new Date('2026-05-12T10:00:00Z');
    await put('H-1', { features: { ...ANN, Age: 60 } });
    // The old score held until the 10th: that is what the change is counted from.
    expect((await card()).trend).toMatchObject({
      previousProbability: first.score.probability,
      since: '2026-05-10T10:00:00.000Z',
    });
  });

  test('survives two writers of one new customer', async () => {
    const writes = Array.from({ length: 20 }, (_, i) =>
      put('H-2', { features: { ...ANN, Age: 20 + i } }),
    );
    const statuses = (await Promise.all(writes)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const stored = (await get('H-2')).json as { features: { Age: number }; score: object };
    const same = await put('H-2', { features: { ...ANN, Age: stored.features.Age } });
    expect((same.json as typeof stored).score).toMatchObject({
      probability: (stored.score as { probability: number }).probability,
    });
  });
});
