import { createHash } from 'node:crypto';
import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from './support/test-server.ts';
import { temporaryFolder } from './support/tiny-models.ts';

let server: TestServer;
let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await testServer({ env: { CHURN_CARD_WIDGET: folder } });
});

const get = (at: string, headers: Record<string, string> = {}) =>
  server.call('GET', at, { headers });

interface Widget {
  readonly version: string;
  readonly scripts: readonly { file: string; path: string; integrity: string }[];
}

async function build(text: string, at: Date): Promise<void> {
  for (const file of ['churn-card.js', 'churn-card.classic.js']) {
    await writeFile(path.join(folder, file), `/* ${file} */ ${text}`);
    // Two builds in one tick of the file system's clock would look like one.
    await utimes(path.join(folder, file), at, at);
  }
}

describe('the script for a page', () => {
  test('says how to build it as long as it is not built', async () => {
    for (const at of ['/churn-card.js', '/churn-card.classic.js', '/v1/widget']) {
      const { status, json } = await get(at);
      expect(status).toBe(404);
      expect(json).toMatchObject({ detail: expect.stringContaining('npm run build') as string });
    }
  });

  test('is for every origin, and costs a 304 the second time', async () => {
    await build('one', new Date('2026-05-03'));
    const first = await get('/churn-card.js', { Origin: 'https://any.example' });
    expect(first.text).toBe('/* churn-card.js */ one');
    expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    const tag = first.headers.get('etag') ?? '';
    expect((await get('/churn-card.js', { 'If-None-Match': tag })).status).toBe(304);
  });

  test('has an address that never changes, with the hash that a page can hold it to', async () => {
    await build('two', new Date('2026-05-04'));
    const { scripts } = (await get('/v1/widget')).json as Widget;
    expect(scripts.map(({ file }) => file)).toEqual(['churn-card.js', 'churn-card.classic.js']);
    for (const { file, path: at, integrity } of scripts) {
      const { text, headers } = await get(at);
      expect(text).toBe(`/* ${file} */ two`);
      expect(integrity).toBe(`sha256-${createHash('sha256').update(text).digest('base64')}`);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  test('is seen again after a new build, and the old address is gone rather than another script', async () => {
    await build('three', new Date('2026-05-05'));
    const [old] = ((await get('/v1/widget')).json as Widget).scripts;
    await build('four', new Date('2026-05-06'));
    expect((await get('/churn-card.js')).text).toContain('four');
    expect((await get(old.path)).status).toBe(404);
  });

  test.each(['/widget/0.0.0/x.js', '/widget/..%2F..%2Fpackage.json/x.js', '/churn-card.js.map'])(
    'is not at %s',
    async (at) => {
      expect((await get(at)).status).toBe(404);
    },
  );
});
