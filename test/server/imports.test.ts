import { gzipSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from './support/test-server.ts';

let server: TestServer;
let key: string;

beforeAll(async () => {
  server = await testServer({ env: { CHURN_CARD_MAX_IMPORT_BYTES: '5000000' } });
  key = await server.key('customers:write', 'customers:read');
});

interface Import {
  readonly id: string;
  readonly status: string;
  readonly rows: { readonly read: number; readonly stored: number; readonly refused: number };
  readonly errors: readonly { readonly line: number; readonly message: string }[];
  readonly failure: string | null;
}

const CSV = { 'Content-Type': 'text/csv' };
const NDJSON = { 'Content-Type': 'application/x-ndjson' };

const send = (body: string | Uint8Array, headers: Record<string, string> = CSV, query = '') =>
  server.call('POST', `/v1/imports${query}`, { key, body, headers });

/** Asks until the import has ended: the only thing that can be waited for is the answer. */
async function ended(location: string): Promise<Import> {
  for (;;) {
    const found = (await server.call('GET', location, { key })).json as Import;
    if (!['queued', 'running'].includes(found.status)) return found;
    await sleep(5);
  }
}

async function imported(
  body: string | Uint8Array,
  headers?: Record<string, string>,
  query?: string,
): Promise<Import> {
  const reply = await send(body, headers, query);
  expect(reply.text).not.toContain('problem');
  expect(reply.status).toBe(202);
  return ended(reply.headers.get('location') ?? '');
}

const customer = async (id: string) =>
  (await server.call('GET', `/v1/customers/${id}`, { key })).json;

describe('a table of customers', () => {
  test('is stored and scored, each row like a single customer', async () => {
    const done = await imported(
      'CustomerId,Surname,Age,Country,Active,Woman,Left\n1,Canary,41,Germany,No,Female,1\n',
      CSV,
      '?dataAsOf=2026-05-01',
    );
    expect(done).toMatchObject({ status: 'done', rows: { read: 1, stored: 1, refused: 0 } });
    const single = await server.call('PUT', '/v1/customers/single', {
      key,
      json: { features: { Age: 41, Country: 'Germany', Active: false, Woman: true } },
    });
    const { probability } = (single.json as { score: { probability: number } }).score;
    expect(await customer('1')).toMatchObject({
      dataAsOf: '2026-05-01T00:00:00.000Z',
      features: { Age: 41, Country: 'Germany', Active: false, Woman: true },
      score: { probability },
    });
    expect(JSON.stringify(await customer('1'))).not.toContain('Canary');
  });

  test.each([
    [
      'a BOM, CRLF and semicolons',
      '\ufeffid;Age;Country;Active\r\nF-1;41;"Ger""many";Yes\r\n',
      CSV,
    ],
    ['tabs', 'id\tAge\tCountry\tActive\nF-1\t41\t"Ger""many"\tYes', CSV],
    ['spaces around the names', ' id , Age ,Country, Active\nF-1,41,"Ger""many",Yes\n', CSV],
    ['empty lines', 'id,Age,Country,Active\n\n\nF-1,41,"Ger""many",Yes\n\n', CSV],
    [
      'a JSON object a line',
      '{"id":"F-1","Age":41,"Country":"Ger\\"many","Active":true}\r\n\n',
      NDJSON,
    ],
    ['a number for an id', '{"id":1,"Age":41,"Country":"Ger\\"many","Active":true}', NDJSON],
  ])('may have %s', async (_name, body, headers) => {
    await server.call('DELETE', '/v1/customers/F-1', { key });
    expect(await imported(body, headers)).toMatchObject({ rows: { stored: 1, refused: 0 } });
    const id = body.includes('F-1') ? 'F-1' : '1';
    expect(await customer(id)).toMatchObject({
      features: { Age: 41, Country: 'Ger"many', Active: true, Woman: null },
    });
  });

  test('may be compressed', async () => {
    const body = gzipSync('id,Age,Country,Active\nG-1,41,Spain,Yes\n');
    const done = await imported(body, { ...CSV, 'Content-Encoding': 'gzip' });
    expect(done).toMatchObject({ rows: { stored: 1 } });
  });

  test('may name another column for the id', async () => {
    const body = 'Kunde,Age,Country,Active\nK-1,41,Spain,Yes\n';
    expect(await imported(body, CSV, '?idColumn=Kunde')).toMatchObject({ rows: { stored: 1 } });
  });

  test('with the same customer twice keeps the later row', async () => {
    const body = 'id,Age,Country,Active\nD-1,30,Spain,Yes\nD-1,50,Spain,Yes\n';
    expect(await imported(body)).toMatchObject({ rows: { read: 2, stored: 2 } });
    expect(await customer('D-1')).toMatchObject({ features: { Age: 50 } });
  });

  test('of thousands of rows leaves others their turn', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `L-${i},${18 + (i % 70)},Spain,Yes`);
    const { headers } = await send(`id,Age,Country,Active\n${rows.join('\n')}\n`);
    const waits: number[] = [];
    let status = '';
    while (status !== 'done') {
      const start = performance.now();
      await server.call('GET', '/healthz');
      waits.push(performance.now() - start);
      const found = await server.call('GET', headers.get('location') ?? '', { key });
      status = (found.json as Import).status;
    }
    const { rows: counts } = await ended(headers.get('location') ?? '');
    expect(counts).toEqual({ read: 5000, stored: 5000, refused: 0 });
    // Not a measurement: were the import one long task, there would be one or two answers only.
    expect(waits.length).toBeGreaterThan(10);
  });
});

describe('bad rows', () => {
  test('are reported with line and reason, and do not stop the rest', async () => {
    const body = [
      'id,Age,Country,Active',
      'B-1,41,Spain,Yes',
      'B-2,old,Spain,Yes',
      'B-3,41',
      ',41,Spain,Yes',
      '../x,41,Spain,Yes',
      'B-4,41,"Spa"in,Yes',
      'B-5,41,Spain,Yes',
    ].join('\n');
    const done = await imported(body);
    expect(done).toMatchObject({ status: 'done', rows: { read: 7, stored: 2, refused: 5 } });
    expect(done.errors.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '3 Age must be a number, however: "old"',
      '4 must have 4 fields, however: 2',
      expect.stringMatching(/^5 id must be 1 to 128/),
      expect.stringMatching(/^6 id must be 1 to 128/),
      '7 has text after a closing quote',
    ]);
    expect(await customer('B-5')).toMatchObject({ id: 'B-5' });
  });

  test('of JSON too', async () => {
    const lines = [
      '{"id":"J-1","Age":41,"Country":"Spain","Active":true}',
      '{"id":"J-2","Age":41',
      '[1,2]',
      '{"id":"J-3","Age":1e999}',
      '{"id":"J-4","Aeg":41}',
      '{"id":"J-5","Country":"a\\u0000b"}',
      '{"id":"J-6","__proto__":{"polluted":1}}',
      `{"id":"J-7","Country":"${'x'.repeat(70_000)}"}`,
      '{"id":"J-8","Age":41,"Country":"Spain","Active":true}',
    ];
    const done = await imported(lines.join('\n'), NDJSON);
    expect(done).toMatchObject({ rows: { read: 9, stored: 2, refused: 7 } });
    expect(done.errors.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test(
    'with a quote that never ends cost one row, not the rest of the file',
    { timeout: 60_000 },
    async () => {
      const rest = Array.from({ length: 5000 }, (_, i) => `Q-${i},41,Spain,Yes`).join('\n');
      const done = await imported(
        `id,Age,Country,Active\nQ-a,41,Spain,Yes\nQ-b,41,"Spain,Yes\n${rest}`,
      );
      expect(done.rows).toEqual({ read: 5002, stored: 5001, refused: 1 });
      expect(done.errors).toMatchObject([{ line: 3, message: 'has a quote that is never closed' }]);
    },
  );
});

describe('a file is refused before a row is stored', () => {
  test.each([
    ['an unknown column', 'id,Aeg,Country\nR-1,41,Spain\n', 'columns.Aeg'],
    ['no column for the id', 'Age,Country\n41,Spain\n', 'idColumn'],
    ['a column that stands twice', 'id,Age,Age\nR-1,41,42\n', 'columns.Age'],
    ['nothing in it', '', 'body'],
    ['another encoding', Buffer.from('id,Country\nR-1,Espa\xf1a\n', 'latin1'), 'body'],
  ])('for %s', async (_name, body, path) => {
    const { status, json } = await send(body);
    expect(status).toBe(422);
    expect(json).toMatchObject({ errors: [{ path }] });
  });

  test('for a type that is none of ours', async () => {
    expect((await send('a', { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await send('a', { ...CSV, 'Content-Encoding': 'zstd' })).status).toBe(415);
  });

  test('for bytes that are not compressed as they say', async () => {
    expect((await send('id,Age\n', { ...CSV, 'Content-Encoding': 'gzip' })).status).toBe(400);
  });

  test('for more bytes than allowed, even where few of them came over the line', async () => {
    const bomb = gzipSync(Buffer.alloc(6_000_000, 'a'));
    expect(bomb.length).toBeLessThan(10_000);
    expect((await send(bomb, { ...CSV, 'Content-Encoding': 'gzip' })).status).toBe(413);
  });
});

describe('many imports', () => {
  test('wait in a line that is not endless', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 600 }, (_, i) => `M-${i},41,Spain,Yes`).join('\n');
    const replies = await Promise.all(
      Array.from({ length: 14 }, () => send(`id,Age,Country,Active\n${rows}`)),
    );
    const taken = replies.filter(({ status }) => status === 202);
    const refused = replies.filter(({ status }) => status === 503);
    expect(taken.length + refused.length).toBe(14);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0].headers.get('retry-after')).toBe('10');
    for (const { headers } of taken) {
      expect(await ended(headers.get('location') ?? '')).toMatchObject({ status: 'done' });
    }
  });

  test('end with the server: what was stored stays, and the import says interrupted', async () => {
    const own = await testServer();
    const ownKey = await own.key('customers:write', 'customers:read');
    const rows = Array.from({ length: 20_000 }, (_, i) => `E-${i},41,Spain,Yes`).join('\n');
    const begun = await own.call('POST', '/v1/imports', {
      key: ownKey,
      body: `id,Age,Country,Active\n${rows}`,
      headers: CSV,
    });
    await own.stop();
    const next = await testServer({ env: { DATABASE_URL: own.settings.databaseUrl ?? '' } });
    const found = await next.call('GET', begun.headers.get('location') ?? '', { key: ownKey });
    expect(found.json).toMatchObject({ status: 'interrupted', failure: null });
    const { rows: counts } = found.json as Import;
    expect(counts.stored).toBeGreaterThan(0);
    expect(counts.stored).toBeLessThan(20_000);
    const last = await next.call('GET', `/v1/customers/E-${counts.stored - 1}`, { key: ownKey });
    expect(last.status).toBe(200);
  });
});

test('an import that nobody began is not found', async () => {
  expect((await server.call('GET', '/v1/imports/abc', { key })).status).toBe(404);
});
