import { describe, expect, test } from 'vitest';
import { addressOf } from './gallery/fake-fetch.ts';
import { TokenManager, TokenRefused } from '../../widget/src/token-manager.ts';

const ADDRESS = 'https://crm.example/api/token?tenant=7';

interface Setup {
  readonly tokens: TokenManager;
  readonly asked: { url: string; init?: RequestInit }[];
  readonly pass: (ms: number) => void;
}

function setUp(answer: () => Response | Promise<Response>): Setup {
  let now = 0;
  const asked: Setup['asked'] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push({ url: addressOf(input), init });
    return answer();
  };
  return { tokens: new TokenManager(fetch, () => now), asked, pass: (ms) => (now += ms) };
}

const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });

/** An unsigned token with a life of its own: only its times are read. */
function jwt(lifeSeconds: number, iat = 1e9): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'EdDSA' })}.${part({ iat, exp: iat + lifeSeconds })}.signature`;
}

describe('a token', () => {
  test('is asked of the host by customer, with its own cookies, and cached nowhere', async () => {
    const { tokens, asked } = setUp(() => json({ token: 'abc' }));
    expect(await tokens.get(ADDRESS, 'C 1/ä')).toBe('abc');
    expect(asked[0].url).toBe('https://crm.example/api/token?tenant=7&customer=C+1%2F%C3%A4');
    expect(asked[0].init).toMatchObject({ credentials: 'same-origin', cache: 'no-store' });
  });

  test('is fetched once for all who ask at the same time', async () => {
    const { tokens, asked } = setUp(() => json({ token: 'abc' }));
    await Promise.all(Array.from({ length: 50 }, () => tokens.get(ADDRESS, 'C-1')));
    expect(asked).toHaveLength(1);
  });

  test('is one for each customer', async () => {
    const { tokens, asked } = setUp(() => json({ token: 'abc' }));
    await tokens.get(ADDRESS, 'C-1');
    await tokens.get(ADDRESS, 'C-2');
    expect(asked).toHaveLength(2);
  });

  test('is renewed at 80 % of its own life, whatever the clock of the page says', async () => {
    const { tokens, asked, pass } = setUp(() => json({ token: jwt(300, 42) }));
    await tokens.get(ADDRESS, 'C-1');
    pass(239_000);
    await tokens.get(ADDRESS, 'C-1');
    expect(asked).toHaveLength(1);
    pass(1_000);
    await tokens.get(ADDRESS, 'C-1');
    expect(asked).toHaveLength(2);
  });

  test('that does not tell its life is renewed after four minutes', async () => {
    const { tokens, asked, pass } = setUp(() => json({ token: 'opaque' }));
    await tokens.get(ADDRESS, 'C-1');
    pass(240_000);
    await tokens.get(ADDRESS, 'C-1');
    expect(asked).toHaveLength(2);
  });

  test.each([
    ['a text', () => 'abc'],
    ['the answer of the server', () => ({ token: 'abc', expiresAt: '2026-05-10T12:00:00Z' })],
    ['a promise of it', async () => ({ token: 'abc' })],
  ])('may come from a callback as %s', async (_name, provider) => {
    const { tokens, asked } = setUp(() => json({}));
    expect(await tokens.get(provider, 'C-1')).toBe('abc');
    expect(asked).toEqual([]);
  });

  test('comes from a callback that is told the customer', async () => {
    const { tokens } = setUp(() => json({}));
    expect(await tokens.get((customerId) => `for-${customerId}`, 'C-7')).toBe('for-C-7');
  });
});

describe('a refusal', () => {
  test.each([
    ['401', 401, 'no-permission'],
    ['403', 403, 'no-permission'],
    ['404', 404, 'unknown-customer'],
  ])('with %s says so', async (_name, status, kind) => {
    const { tokens } = setUp(() => json({}, status));
    const error = await tokens.get(ADDRESS, 'C-1').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TokenRefused);
    expect(error).toMatchObject({ kind });
  });

  test.each([
    ['a broken host', () => json({}, 500)],
    ['a page to sign in instead of a token', () => new Response('<html>')],
    ['an answer without a token', () => json({ key: 'abc' })],
    ['null', () => json(null)],
    ['a token with a line break', () => json({ token: 'abc\r\nX: y' })],
    ['an empty token', () => json({ token: '' })],
  ])('of another kind is an error, and not kept: %s', async (_name, answer) => {
    const { tokens, asked } = setUp(answer);
    await expect(tokens.get(ADDRESS, 'C-1')).rejects.toThrow();
    await expect(tokens.get(ADDRESS, 'C-1')).rejects.toThrow();
    expect(asked).toHaveLength(2);
  });

  test('of a callback that throws is an error', async () => {
    const { tokens } = setUp(() => json({}));
    const broken = () => {
      throw new Error('not signed in');
    };
    await expect(tokens.get(broken, 'C-1')).rejects.toThrow('not signed in');
  });
});

describe('forgetting', () => {
  test('asks for another token next time', async () => {
    const { tokens, asked } = setUp(() => json({ token: 'abc' }));
    await tokens.get(ADDRESS, 'C-1');
    expect(tokens.forget(ADDRESS, 'C-1')).toBe(true);
    await tokens.get(ADDRESS, 'C-1');
    expect(asked).toHaveLength(2);
  });

  test('keeps a token that is too young to be the reason', async () => {
    const { tokens, asked, pass } = setUp(() => json({ token: 'abc' }));
    await tokens.get(ADDRESS, 'C-1');
    pass(29_000);
    expect(tokens.forget(ADDRESS, 'C-1', 30_000)).toBe(false);
    await tokens.get(ADDRESS, 'C-1');
    expect(asked).toHaveLength(1);
  });

  test('frees one that never came', async () => {
    let answers = 0;
    const { tokens } = setUp(() =>
      answers++ === 0 ? new Promise<Response>(() => undefined) : json({ token: 'abc' }),
    );
    void tokens.get(ADDRESS, 'C-1');
    tokens.forget(ADDRESS, 'C-1');
    expect(await tokens.get(ADDRESS, 'C-1')).toBe('abc');
  });

  test('happens by itself to the oldest of many customers', async () => {
    const { tokens, asked } = setUp(() => json({ token: 'abc' }));
    for (let id = 0; id <= 200; id++) await tokens.get(ADDRESS, `C-${id}`);
    await tokens.get(ADDRESS, 'C-200');
    expect(asked).toHaveLength(201);
    await tokens.get(ADDRESS, 'C-0');
    expect(asked).toHaveLength(202);
  });
});
