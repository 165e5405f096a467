import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseSafeJson } from '../../server/src/domain/safe-json.ts';
import { testServer, type TestServer } from './support/test-server.ts';

let server: TestServer;
let key: string;

beforeAll(async () => {
  server = await testServer();
  key = await server.key('customers:write', 'customers:read', 'embed:mint');
});

const JSON_TYPE = { 'Content-Type': 'application/json' };
const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const BODIES: readonly (readonly [string, string | Uint8Array])[] = [
  ['nothing', ''],
  ['a lone brace', '{'],
  ['two documents', '{}{}'],
  ['a comment', '{/* */}'],
  ['a trailing comma', '{"features":{},}'],
  ['single quotes', "{'features':{}}"],
  ['NaN', '{"features":{"Age":NaN}}'],
  ['Infinity', '{"features":{"Age":Infinity}}'],
  ['a number beyond any float', '{"features":{"Age":1e999}}'],
  ['a negative one', '{"features":{"Age":-1e999}}'],
  ['a hundred digits', `{"features":{"Age":${'9'.repeat(100)}}}`],
  ['NUL in a value', '{"features":{"Country":"a\\u0000b"}}'],
  ['NUL in a key', '{"features":{"a\\u0000b":1}}'],
  ['NUL in a name', '{"features":{},"name":"a\\u0000b"}'],
  ['half a surrogate pair', '{"features":{"Country":"\\ud800"}}'],
  ['the other half', '{"features":{"Country":"\\udc00x"}}'],
  ['half a pair in a key', '{"features":{"\\ud800":1}}'],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['an overlong encoding', Buffer.from([0x22, 0xc0, 0x80, 0x22])],
  ['UTF-16', Buffer.from('{"features":{}}', 'utf16le')],
  ['a prototype', '{"features":{},"__proto__":{"polluted":true}}'],
  ['a prototype inside', '{"features":{"__proto__":{"polluted":true}}}'],
  ['a constructor', '{"features":{},"constructor":{"prototype":{"polluted":true}}}'],
  ['a constructor inside', '{"features":{"constructor":{"prototype":{"polluted":true}}}}'],
  ['depth', `{"features":{"Age":${deep(50)}}}`],
  ['great depth', `{"features":${deep(40_000)}}`],
  ['a list', '[]'],
  ['a word', '"features"'],
  ['null', 'null'],
  ['true', 'true'],
  ['a list for a feature', '{"features":{"Age":[41]}}'],
  ['an object for a feature', '{"features":{"Age":{"$gt":0}}}'],
  ['an object for a name', '{"features":{},"name":{"toString":1}}'],
  ['a long text', `{"features":{"Country":"${'x'.repeat(201)}"}}`],
  ['a body that is too long', `{"features":{"Country":"${'x'.repeat(100_001)}"}}`],
  ['many keys', `{"features":{${Array.from({ length: 5000 }, (_, i) => `"k${i}":1`).join(',')}}}`],
  ['a long key', `{"features":{"${'k'.repeat(50_000)}":1}}`],
  ['a hexadecimal number in words', '{"features":{"Age":"0x29"}}'],
  ['an endless decimal in words', `{"features":{"Age":"${'1'.repeat(60)}e${'9'.repeat(60)}"}}`],
  ['a text that some patterns take for ever on', `{"features":{"Age":"${'1'.repeat(50_000)}!"}}`],
  ['a date of the year 275760', '{"features":{},"dataAsOf":"+275760-09-13T00:00:00Z"}'],
];

describe('a body of', () => {
  test.each(BODIES)('%s is refused with a reason', async (_name, body) => {
    for (const [method, path] of [
      ['PUT', '/v1/customers/C-1'],
      ['POST', '/v1/predict'],
      ['POST', '/v1/embed-tokens'],
    ]) {
      const reply = await server.call(method, path, { key, body, headers: JSON_TYPE });
      expect([400, 413, 422]).toContain(reply.status);
      expect(reply.headers.get('content-type')).toContain('application/problem+json');
      expect(reply.text).not.toMatch(/\bat .*\.ts|node_modules/);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('a number of two million digits does not hold up the server', async () => {
    const features = { Age: `${'1'.repeat(1_900_000)}!` };
    const reply = await server.call('POST', '/v1/predict', {
      key,
      json: { customers: [{ features }] },
    });
    expect(reply.status).toBe(422);
    expect(reply.text.length).toBeLessThan(1000);
  });

  test('a compressed mountain is refused after its first metres', async () => {
    const body = gzipSync(Buffer.alloc(50_000_000, ' '));
    const headers = { ...JSON_TYPE, 'Content-Encoding': 'gzip' };
    const reply = await server.call('PUT', '/v1/customers/C-1', { key, body, headers });
    expect(reply.status).toBe(413);
  });

  test('an unknown compression, or a broken one, is refused', async () => {
    const ask = (encoding: string) =>
      server.call('PUT', '/v1/customers/C-1', {
        key,
        body: '{}',
        headers: { ...JSON_TYPE, 'Content-Encoding': encoding },
      });
    expect((await ask('zip')).status).toBe(415);
    expect((await ask('gzip')).status).toBe(400);
  });
});

describe('a path of', () => {
  test.each([
    '/v1/customers/%00',
    '/v1/customers/%zz',
    '/v1/customers/%c0%80',
    '/v1/customers/%ed%a0%80',
    '/v1/customers/a%2fb',
    '/v1/customers/..%2f..%2fetc%2fpasswd',
    `/v1/customers/${'x'.repeat(5000)}`,
    '/v1/customers/__proto__',
    '/v1/customers/constructor/card',
    '/v1/customers//card',
    '/V1/customers/C-1',
    '/v1/imports/%27%20or%201=1--',
    '/v1/imports/..',
    '/v1/customers?limit[$gt]=1',
    '/v1/customers?limit=1&limit=2',
    '/v1/customers?__proto__=1',
    '/v1/customers?cursor=%00',
    '/v1/customers/C-1/card?locale[]=de',
    '/.env',
    '/docs/..%2fpackage.json',
    '/docs/%2e%2e%2f%2e%2e%2fpackage.json',
    '/widget/..%2f..%2f/x.js',
  ])('%s leads nowhere', async (path) => {
    const reply = await server.call('GET', path, { key });
    expect([400, 404, 422]).toContain(reply.status);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.text).not.toMatch(/root:|"dependencies"/);
  });
});

describe('on the line itself', () => {
  const raw = (request: string): Promise<string> =>
    new Promise((resolve) => {
      const { hostname, port } = new URL(server.address);
      let answer = '';
      const socket = connect(Number(port), hostname, () => socket.end(request));
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.on('error', () => resolve(answer));
      socket.on('close', () => resolve(answer));
    });

  test.each([
    [
      'two lengths',
      'POST /v1/predict HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n{}',
    ],
    [
      'length and chunks',
      'POST /v1/predict HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a header of 20 kB', `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
    ['rubbish', '\u0000\u0001\u0002\r\n\r\n'],
  ])('%s ends the connection with a 4xx', async (_name, request) => {
    expect(await raw(request)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test('an error leaves no half-read body behind to be taken for a request', async () => {
    const answer = await raw(
      'PUT /v1/customers/C-1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\nGET /v1/customers/C-2 HTTP/1.1\r\nHost: x\r\n\r\n',
    );
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });
});

describe('safe JSON', () => {
  test.each([
    [
      'a broken rule deep inside, by its path',
      '{"a":[{"b":"\\u0000"}]}',
      'a[0].b',
      'text-without-nul',
    ],
    ['an endless number, by its path', '{"a":[1,1e999]}', 'a[1]', 'finite'],
    ['a forbidden key, by its path', '{"a":{"constructor":1}}', 'a.constructor', 'known-key'],
    ['a text that is the whole body', '"\\ud800"', 'body', 'well-formed-text'],
    ['what is nested too deep', `{"a":${deep(9)}}`, 'a[0][0][0][0][0][0][0]', 'depth'],
  ])('names %s', (_name, text, path, rule) => {
    let thrown: unknown;
    try {
      parseSafeJson(Buffer.from(text));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'validation_failed', errors: [{ path, rule }] });
  });

  test('takes what is harmless', () => {
    const value = { a: [1, -0.5, true, null, 'ä𝄞'], b: { c: { d: {} } } };
    expect(parseSafeJson(Buffer.from(JSON.stringify(value)))).toEqual(value);
  });
});
