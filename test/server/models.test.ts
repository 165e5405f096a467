import { loadArtifact } from '@churn-card/models';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { inMemory, json as jsonBytes, tinyArtifact } from '../support/tiny-artifact.ts';
import { recordingLog } from './support/silent-log.ts';
import { testServer, type TestServer } from './support/test-server.ts';
import { temporaryFolder, tinyVersion, writeModel } from './support/tiny-models.ts';

let server: TestServer;

beforeAll(async () => {
  server = await testServer();
});

const get = (address: string, headers: Record<string, string> = {}) =>
  server.call('GET', address, { headers });

describe('the models that are loaded', () => {
  test('are listed for everyone, without a credential', async () => {
    const { status, json } = await get('/v1/models');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      models: [{ id: 'tiny', version: '1', title: 'Tiny model', active: true }],
    });
  });

  test('say what they read, in the language of the reader', async () => {
    const { json } = await get('/v1/models/tiny?locale=de');
    expect(json).toMatchObject({
      title: 'Kleines Modell',
      minimumKnown: 3,
      features: [
        { name: 'Age', type: 'numeric', label: 'Alter', limits: { min: 0, max: 130 } },
        {
          name: 'Country',
          values: [{ value: 'France' }, { value: 'Germany' }, { value: 'Spain' }],
        },
        { name: 'Active', type: 'boolean', changeable: true },
        { name: 'Woman', policy: 'use-but-never-a-reason' },
      ],
      ignored: [{ name: 'Surname' }, { name: 'Left' }],
    });
  });

  test('show the report of a model apart from the server, whoever made it', async () => {
    const response = await fetch(`${server.address}/v1/models/tiny/files/report.html`);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain('sandbox allow-scripts');
    expect(policy).not.toContain('allow-same-origin');
    expect(policy).toContain("default-src 'none'");
  });

  test('hand out their files, from which any page can load them again', async () => {
    const { files } = (await get('/v1/models/tiny')).json as { files: string[] };
    const bytes: Record<string, Uint8Array> = {};
    for (const file of files) {
      const response = await fetch(`${server.address}/v1/models/tiny/files/${file}`, {
        headers: { Origin: 'https://anyone.example' },
      });
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      bytes[file] = new Uint8Array(await response.arrayBuffer());
      const hash = createHash('sha256').update(bytes[file]).digest('hex');
      expect(response.headers.get('etag')).toBe(`"${hash}"`);
    }
    const model = await loadArtifact(inMemory(bytes));
    expect(model.hash).toBe(((await get('/v1/models/tiny')).json as { hash: string }).hash);
  });

  test('cost a 304 the second time', async () => {
    const first = await get('/v1/models/tiny/files/model.json');
    const tag = first.headers.get('etag') ?? '';
    const again = await get('/v1/models/tiny/files/model.json', { 'If-None-Match': tag });
    expect(again.status).toBe(304);
  });

  test.each([
    '/v1/models/other',
    '/v1/models/tiny/files/other.json',
    '/v1/models/tiny/files/..%2F..%2Fpackage.json',
    '/v1/models/tiny/files/%2e%2e%2f%2e%2e%2fchurn.json',
    '/v1/models/..%2Ftiny/files/churn.json',
    '/v1/models/tiny/files/churn.json%00.md',
    '/v1/models/tiny/files/CHURN.JSON',
    '/v1/models/__proto__',
    '/v1/models/tiny/files/__proto__',
    '/v1/models/tiny/files/constructor',
  ])('have nothing at %s', async (address) => {
    expect((await get(address)).status).toBe(404);
  });
});

describe('a model folder that fails a check', () => {
  test('is refused with its reason, and the version before it scores', async () => {
    const models = await temporaryFolder();
    await writeModel(models, 'tiny', '9', tinyVersion('9'));
    await writeModel(models, 'tiny', '10', tinyVersion('10'));
    await writeFile(path.join(models, 'tiny', '10', 'churn.json'), jsonBytes({}));
    const log = recordingLog();
    const own = await testServer({ models, log });
    expect((await own.call('GET', '/v1/models')).json).toMatchObject({
      models: [{ version: '9' }],
    });
    expect(log.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        id: 'tiny',
        version: '10',
        code: 'file-size',
        file: 'churn.json',
      }),
    );
  });

  test('is refused where its folder is named like another version', async () => {
    const models = await temporaryFolder();
    await writeModel(models, 'tiny', '2', tinyVersion('1'));
    const log = recordingLog();
    const own = await testServer({ models, log });
    expect((await own.call('GET', '/v1/models')).json).toEqual({ models: [] });
    expect(log.lines).toContainEqual(
      expect.objectContaining({ code: 'folder-name', expected: 'tiny/2', found: 'tiny/1' }),
    );
  });

  test('leaves a server without a model, which says so and still answers', async () => {
    const own = await testServer({ models: await temporaryFolder() });
    const key = await own.key('customers:read', 'customers:write');
    const json = { features: {} };
    expect((await own.call('GET', '/healthz')).status).toBe(200);
    for (const reply of [
      await own.call('GET', '/readyz'),
      await own.call('PUT', '/v1/customers/C-1', { key, json }),
      await own.call('POST', '/v1/predict', { key, json: { customers: [json] } }),
    ]) {
      expect(reply).toMatchObject({ status: 503, json: { code: 'no_model' } });
    }
  });
});

describe('where there are several models', () => {
  const two = async (): Promise<string> => {
    const models = await temporaryFolder();
    await writeModel(models, 'tiny', '1', tinyArtifact());
    const other = { ...(await import('../support/tiny-artifact.ts')).TINY_SPEC, id: 'other' };
    await writeModel(models, 'other', '1', tinyArtifact(other));
    return models;
  };

  test('the setting chooses the one that scores', async () => {
    const own = await testServer({ models: await two(), env: { CHURN_CARD_MODEL: 'other' } });
    const { models } = (await own.call('GET', '/v1/models')).json as {
      models: { id: string; active: boolean }[];
    };
    expect(models.filter(({ active }) => active).map(({ id }) => id)).toEqual(['other']);
  });

  test('without it the server does not start, and names the choice', async () => {
    await expect(testServer({ models: await two() })).rejects.toThrow(
      /CHURN_CARD_MODEL must name the model that scores, one of (other, tiny|tiny, other)/,
    );
  });
});
