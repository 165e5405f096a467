import { createHmac, createPublicKey } from 'node:crypto';
import { generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import { expect, test } from 'vitest';
import { draws, testSeed } from './support/seed.ts';
import { ORIGIN, testServer } from './support/test-server.ts';

const FORGED = 300;
const VALID = 50;

type Claims = Record<string, unknown>;
type Header = Record<string, unknown>;

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

test(`of ${FORGED} forged tokens none is accepted, and every refusal is the same`, async () => {
  const server = await testServer();
  const key = await server.key('customers:write');
  const json = { features: { Age: 41, Country: 'Spain', Active: true } };
  await server.call('PUT', '/v1/customers/C-1', { key, json });
  const { pick, integer } = draws(testSeed());

  const { kid } = server.signingKey;
  const own = (await importJWK(server.signingKey.privateJwk as JWK, 'EdDSA')) as CryptoKey;
  const { privateKey: stranger } = await generateKeyPair('EdDSA');
  const publicPem = createPublicKey({ key: server.signingKey.publicJwk as never, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();

  const header = (change: Header = {}): Header => ({
    alg: 'EdDSA',
    typ: 'churn-embed+jwt',
    kid,
    ...change,
  });
  const claims = (change: Claims = {}): Claims => {
    const iat = Math.floor(Date.now() / 1000);
    return {
      iss: 'churn-card',
      aud: 'churn-card',
      sub: 'agent-7',
      cust: ['C-1'],
      scp: ['card:read'],
      org: [ORIGIN],
      jti: `forged-${integer(1e9)}`,
      iat,
      nbf: iat,
      exp: iat + 300,
      ...change,
    };
  };
  const sign = (with_: CryptoKey, change: Claims = {}, head: Header = {}) =>
    new SignJWT(claims(change)).setProtectedHeader(header(head) as { alg: string }).sign(with_);
  const hmac = (secret: string, head: Header) => {
    const signed = `${encode(header(head))}.${encode(claims())}`;
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  };
  const without = (name: string): Claims => ({ [name]: undefined });
  const now = () => Math.floor(Date.now() / 1000);

  /** Each is a way in that some server once left open. */
  const forgeries: (() => Promise<string> | string)[] = [
    () => `${encode(header({ alg: pick(['none', 'None', 'NONE', '']) }))}.${encode(claims())}.`,
    () => hmac(publicPem, { alg: 'HS256' }),
    () => hmac(String(server.signingKey.publicJwk.x), { alg: 'HS256' }),
    () => hmac('', { alg: 'HS256' }),
    () => sign(stranger),
    () => sign(stranger, {}, { jwk: server.signingKey.publicJwk }),
    () => sign(stranger, {}, { jku: 'https://evil.example/keys', kid: 'evil-key-1' }),
    () =>
      sign(
        own,
        {},
        { kid: pick(['', '../key', `${kid}x`, kid.slice(1), "' or 1=1 --", 'x'.repeat(5000)]) },
      ),
    () => sign(own, {}, { kid: undefined }),
    () => sign(own, {}, { typ: pick(['JWT', 'churn-embed', 'at+jwt', undefined]) }),
    () => sign(own, { iss: pick(['churn', 'https://evil.example', '', 7]) }),
    () => sign(own, { aud: pick(['other', '', ['other'], 7]) }),
    () =>
      sign(own, { exp: now() - integer(10_000) - 31, iat: now() - 20_000, nbf: now() - 20_000 }),
    () => sign(own, { exp: now() + 3700 }),
    () => sign(own, { nbf: now() + 60 + integer(1000) }),
    () => sign(own, { iat: now() + 60, exp: now() + 120 }),
    () => sign(own, { exp: pick(['tomorrow', null, true, 1e300]) }),
    () =>
      sign(
        own,
        without(pick(['exp', 'iat', 'nbf', 'jti', 'sub', 'cust', 'scp', 'org', 'aud', 'iss'])),
      ),
    () =>
      sign(own, {
        cust: pick(['C-1', [], [1], { 'C-1': true }, null, ['*'].concat(Array(50).fill('x'))]),
      }),
    () => sign(own, { scp: pick(['card:read', [], ['customers:read'], ['*']]) }),
    () =>
      sign(own, {
        org: pick([
          ORIGIN,
          [],
          ['*'],
          ['null'],
          [`${ORIGIN}.evil.example`],
          [`${ORIGIN}/`],
          ['https://evil.example'],
        ]),
      }),
    () => sign(own, { admin: true }),
    async () => (await sign(own)).slice(0, -1 - integer(20)),
    async () => flipped(await sign(own), integer),
    async () => (await sign(own)).split('.').slice(0, 2).join('.'),
    async () => `${await sign(own)}.${encode('{}')}`,
    async () => swapped(await sign(own), await sign(own, { cust: ['C-1', 'C-2'] })),
    () => pick(['null', 'undefined', '.', '..', '...', 'a.b.c', encode('{}'), '[object Object]']),
    () => `ck_live_${'0'.repeat(12)}_${'A'.repeat(43)}`,
    () => key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A'),
    () => key.replace('ck_live', 'ck_demo'),
  ];

  const ask = async (token: string): Promise<string> => {
    const { status, text, headers } = await server.call('GET', '/v1/customers/C-1/card', {
      key: token,
      headers: { Origin: ORIGIN, 'X-Request-Id': 'same-for-all' },
    });
    const { date: _date, ...rest } = Object.fromEntries(headers);
    return JSON.stringify({ status, text, rest });
  };

  await server.mint(['C-1']);
  const refusals = new Set<string>();
  for (let i = 0; i < FORGED; i++) refusals.add(await ask(await forgeries[i % forgeries.length]()));
  expect(
    [...refusals].map((refusal) => (JSON.parse(refusal) as { status: number }).status),
  ).toEqual([401]);

  for (let i = 0; i < VALID; i++) {
    expect((JSON.parse(await ask(await sign(own))) as { status: number }).status).toBe(200);
  }
}, 60_000);

/** Changes one character of the signed part. */
function flipped(token: string, integer: (below: number) => number): string {
  const end = token.lastIndexOf('.');
  const at = integer(end);
  const other = token[at] === 'A' ? 'B' : 'A';
  return token.slice(0, at) + other + token.slice(at + 1);
}

/** The signature of one under the claims of another. */
function swapped(one: string, other: string): string {
  return [...other.split('.').slice(0, 2), one.split('.')[2]].join('.');
}
